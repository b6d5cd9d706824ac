from django.urls import URLPattern

app_name = "goods"
urlpatterns: list[URLPattern] = []
