"""The words that the room's scripts say, in the reader's language; pages carry them as JSON.

In braces stands what the script fills in.
"""

from django.utils.translation import gettext as _


def room() -> dict[str, str]:
    """Return the words of the room page."""
    return {
        "left": _("{count} left"),
        "sold_out": _("Sold out"),
        "sold_out_at": _("Sold out at {time}"),
        "closed": _("Not on sale"),
        "buy": _("Buy"),
        "grab": _("Grab"),
        "total": _("Total {yuan}"),
        "limit": _("At most {count} each"),
        "held": _("Kept for you for {clock}"),
        "hold_over": _("The time to pay is over. The goods went back on sale."),
        "ordering": _("One moment…"),
        "buy_now": _("Buy now · {yuan}"),
        "no_network": _("No connection. Your order is safe: tap again, it is never placed twice."),
        "not_fetched": _("This did not load. Tap to try again."),
        "too_few": _("Only {count} left"),
        "starts_in": _("Starts in {clock}"),
        "days_and": _("{days} d {clock}"),
        "starting": _("The host is about to begin"),
        "paused": _("The host paused the sale. Back in a moment."),
        "ended": _("The sale has ended"),
        "ended_hint": _("The replay will be here shortly."),
        "break_network": _("The host's network is weak, reconnecting…"),
        "break_phone": _("The host has a phone call. Please wait a moment."),
        "break_background": _("The host looked away from the page. Back in a moment."),
        "break_other": _("The picture broke off, reconnecting…"),
        "gone": _("The picture is gone for now; the chat and the goods stay open."),
        "no_video": _("Pictures and words only: the goods are below."),
        "waiting": _("Waiting for the picture…"),
        "offline": _("Reconnecting…"),
        "pinned_now": _("Now shown: {name}"),
        "came_in_stock": _("{name}: more on sale"),
        "just_sold_out": _("{name} is sold out"),
        "viewers": _("{count} watching"),
        "ten_thousand": _("{count}0k"),
        "say_failed": _("Not sent. Please try again."),
        "host": _("Host"),
        "close": _("Close"),
    }


def console() -> dict[str, str]:
    """Return the words of the host's console."""
    return {
        "left": _("{count} left"),
        "sold_out": _("Sold out"),
        "sold_out_at": _("Sold out at {time}"),
        "pin": _("Show"),
        "unpin": _("Showing"),
        "open": _("Open"),
        "close": _("Close"),
        "camera_off": _("Camera is off"),
        "camera_asking": _("Please allow camera and microphone"),
        "camera_refused": _(
            "The browser may not use the camera. Open its settings for this page, allow camera"
            " and microphone, then tap again."
        ),
        "camera_missing": _("No camera found. Go live with a phone, or from a file or stream."),
        "camera_busy": _("Another app holds the camera. Close it, then tap again."),
        "insecure": _("Browsers give the camera to https pages only. Open this page by https."),
        "unsupported": _("This browser cannot record. Use a current Safari, Chrome or Edge."),
        "connecting": _("Connecting…"),
        "good": _("Network good"),
        "weak": _("Network weak"),
        "reconnecting": _("Network lost, reconnecting… the room stays open"),
        "in_background": _("You left the page. Come back to continue the picture."),
        "refused": _("The picture was refused. Reload the page and go live again."),
        "elsewhere": _("The picture comes from elsewhere (file or stream)."),
        "transcoding": _("This browser's video is converted on the server: up to some seconds"
                         " more delay."),
        "failed": _("That did not work. Please try again."),
        "offline": _("Reconnecting…"),
        "host": _("Host"),
        "hide": _("Hide"),
        "mute": _("Mute"),
        "hidden": _("Hidden"),
    }
