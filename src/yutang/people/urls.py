"""Addresses of the people room, from the root."""

from django.urls import URLPattern, path

from yutang.people.pages import grants, me, passkey, sign_in

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/staff/", sign_in.sign_in_staff, name="sign-in-staff"),
    path("sign-in/passkey/options/", passkey.sign_in_options, name="sign-in-passkey-options"),
    path("sign-in/passkey/", passkey.sign_in, name="sign-in-passkey"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("me/", me.me, name="me"),
    path("me/password/", me.change_password, name="change-password"),
    path("me/passkeys/options/", passkey.registration_options, name="passkey-options"),
    path("me/passkeys/", passkey.register, name="passkey-register"),
    path("me/passkeys/<int:passkey_id>/remove/", passkey.remove, name="passkey-remove"),
    path("inbox/", me.inbox, name="inbox"),
    path("grants/", grants.grants, name="grants"),
    path("grants/give/", grants.give, name="grants-give"),
    path("grants/<int:grant_id>/end/", grants.end, name="grants-end"),
    path("grants/<int:grant_id>/mobile/", grants.open_mobile, name="grants-mobile"),
    path("openings/", grants.openings, name="openings"),
]
