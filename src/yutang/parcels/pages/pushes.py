"""What carriers' services push to us: signed, or it is not there."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from yutang.parcels import actions


@csrf_exempt
@require_POST
def push(request: HttpRequest) -> JsonResponse:
    """快递100 tells of a parcel; told twice, late or out of order it ends in the same place."""
    return JsonResponse(actions.take_push(request.POST.dict()))
