"""The words that the room's scripts say, in the reader's language; pages carry them as JSON.

In braces stands what the script fills in.
"""

from django.utils.translation import gettext as _


def room() -> dict[str, str]:
    """Return the words of the room page."""
    return {
        "left": _("{count} left"),
        "sold_out": _("All gone"),
        "sold_out_at": _("Sold out at {time}"),
        "closed": _("Not on sale"),
        "grab": _("Grab"),
        "total": _("Total {yuan}"),
        "limit": _("At most {count} each"),
        "held": _("Kept for you for {clock}"),
        "hold_over": _("The time to pay is over. The goods went back on sale."),
        "ordering": _("One moment…"),
        "buy_now": _("Buy now · {yuan}"),
        "no_network": _("No connection. Your order is safe: tap again, it is never placed twice."),
        "not_fetched": _("This did not load. Tap to try again."),
        "starts_in": _("Starts in {clock}"),
        "days_and": _("{days} d {clock}"),
        "starting": _("The host is about to begin"),
        "paused": _("The host paused the sale. Back in a moment."),
        "ended": _("The sale has ended"),
        "called_off": _("This sale was called off"),
        "ended_hint": _("The replay will be here shortly."),
        "break_network": _("The host's network is weak, reconnecting…"),
        "break_phone": _("The host has a phone call. Please wait a moment."),
        "break_background": _("The host looked away from the page. Back in a moment."),
        "break_other": _("The picture broke off, reconnecting…"),
        "gone": _("The picture is gone for now; the chat and the goods stay open."),
        "waiting": _("Waiting for the picture…"),
        "offline": _("Reconnecting…"),
        "pinned_now": _("Now shown: {name}"),
        "just_sold_out": _("{name} is sold out"),
        "viewers": _("{count} watching"),
        "say_failed": _("Not sent. Please try again."),
        "host": _("Host"),
        "close": _("Close"),
    }


def console() -> dict[str, str]:
    """Return the words of the host's console."""
    return _rack() | _camera() | _breaks() | _reasons()


def _rack() -> dict[str, str]:
    return {
        "left_of": _("{left} of {all} left"),
        "sold_out_at": _("Sold out at {time}"),
        "failed": _("That did not work. Please try again."),
        "hide": _("Hide this line"),
        "mute": _("Mute this person"),
    }


def _camera() -> dict[str, str]:
    return {
        "camera_off": _("The camera is off"),
        "camera_asking": _("Please allow camera and microphone"),
        "camera_turn_on": _("Camera on"),
        "camera_turn_off": _("Camera off"),
        "without_camera": _("Go live without a camera"),
        "connecting": _("Connecting…"),
        "good": _("Network good"),
        "weak": _("Network weak"),
        "reconnecting": _("Reconnecting…"),
        "elsewhere": _("The picture comes from a file or a stream."),
        "elsewhere_broken": _("No picture arrives at the moment. Is the camera or stream on?"),
        "transcoding": _(
            "This browser's video is converted on the server: viewers see it a little later."
        ),
    }


def _breaks() -> dict[str, str]:
    """What the host reads while viewers wait; by the code of `broadcast.js`."""
    return {
        "break_network": _("Network lost. Reconnecting by itself; the room stays open."),
        "break_phone": _("A call took the camera. After the call it goes on by itself."),
        "break_background": _("You left this page. Come back to it to go on."),
        "break_host": _("One moment: the camera is being changed."),
        "break_camera_busy": _("Another app holds the camera. Close it; it goes on by itself."),
        "break_camera_refused": _("The camera was switched off for this page. Allow it again."),
        "break_camera_missing": _("The camera is gone. Plug it in again."),
        "break_camera_failed": _("The camera does not answer. Trying again."),
    }


def _reasons() -> dict[str, str]:
    """Why there is no picture, and what to do; by the code of `broadcast.js`."""
    again = _("The picture was not accepted. Reload this page and go live again.")
    return {
        "why_insecure": _("Browsers give the camera to https pages only. Open this page by https."),
        "why_no_recorder": _("This browser cannot record. Use a current Safari, Chrome or Edge."),
        "why_camera_refused": _(
            "The browser may not use the camera. Tap the lock beside the address, allow camera"
            " and microphone, then try again."
        ),
        "why_camera_missing": _("No camera found. Open this page on a phone, or send a stream."),
        "why_camera_busy": _("Another app holds the camera. Close it, then try again."),
        "why_camera_failed": _("The camera does not answer. Close other apps, then try again."),
        "why_microphone_refused": _("No sound: the microphone is not allowed for this page."),
        "why_no_sound": _("Viewers hear nothing: no sound arrives."),
        "why_no_picture": _("Viewers see nothing: no picture arrives."),
        "why_bad_picture": _("Parts of the picture cannot be read and are left out."),
        "why_bad_sound": _("Parts of the sound cannot be read and are left out."),
        "why_replaced": _("Another phone took over the picture of this sale."),
        "why_finished": _("The recording of this sale is closed."),
        "why_sign_in_needed": _("You were signed out. Reload this page and sign in."),
        "why_foreign_page": _("Open this page by the platform's own address."),
        "why_busy": _("Too many pictures at once on this server. Try again in a minute."),
        "why_storage": _("The server's disk is full or broken. Tell whoever runs it."),
        "why_malformed": again,
        "why_no_media": again,
        "why_bad_input": again,
    }
