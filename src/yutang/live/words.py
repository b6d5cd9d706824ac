"""The words that the room's scripts say, in the reader's language; pages carry them as JSON.

In braces stands what the script fills in.
"""

from django.utils.translation import gettext as _


def room() -> dict[str, str]:
    """Return the words of the room page."""
    return _picture() | _offers() | _buying() | _line() | _odds() | _chat()


def _picture() -> dict[str, str]:
    return {
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
    }


def _offers() -> dict[str, str]:
    """What stands on a lot and on its button; by the steps of `offer.js`."""
    return {
        "left": _("{count} left"),
        "sold_out": _("All gone"),
        "sold_out_at": _("Sold out at {time}"),
        "closed": _("Not on sale"),
        "grab": _("Grab"),
        "opens_at": _("On sale at {time}"),
        "until_open": _("to go"),
        "more_at": _("More at {time}"),
        "n_wait": _("{count} waiting"),
        "queue": _("Queue"),
        "take_number": _("Get number"),
        "draw_at": _("Draw at {time}"),
        "called_to": _("Called to {called}"),
        "my_place": _("In line"),
        "number": _("No. {number}"),
        "number_called": _("Your number {number} · called to {called}"),
        "in_the_draw": _("You are in the draw at {time}"),
        "drawing": _("Being drawn now…"),
        "your_turn": _("It is your turn"),
        "pay_now": _("Pay now"),
    }


def _buying() -> dict[str, str]:
    return {
        "limit": _("At most {count} each"),
        "household_limit": _("{count} a household"),
        "held": _("Kept for you for {clock}"),
        "hold_over": _("The time to pay is over. The goods went back on sale."),
        "ordering": _("One moment…"),
        "buy_now": _("Buy now · {yuan}"),
        "queue_instead": _("All taken: join the queue"),
        "ask_again": _("Ask again"),
        "no_network": _("No connection. We keep asking: your order is never placed twice."),
        "not_fetched": _("This did not load. Tap to try again."),
        "close": _("Close"),
    }


def _line() -> dict[str, str]:
    """The sheet of a lot's line, and what is said when a number is called."""
    return {
        "queue_title": _("Waiting list"),
        "queue_what": _(
            "All units are taken. When somebody does not pay or cancels, or more goods come, they"
            " are offered down this list, first come first served. Your turn: the goods are kept"
            " for you and you have a few minutes to pay."
        ),
        "take_number_title": _("Take a number"),
        "draw_what": _(
            "Many want this one. Take a number any time before {time}: then the order is drawn by"
            " lot, and being early or fast makes no difference. Your turn: the goods are kept for"
            " you and you have a few minutes to pay."
        ),
        "number_what": _(
            "This one is sold by number, first come first served. Your turn: the goods are kept"
            " for you and you have a few minutes to pay."
        ),
        "join_line": _("Put me on the waiting list"),
        "take_my_number": _("Take my number"),
        "buy_instead": _("Buy now, some are free"),
        "my_number_title": _("Your number"),
        "my_place_title": _("Your place in the line"),
        "nobody_waits": _("Nobody waits yet: you would be the first"),
        "ahead": _("{count} before you"),
        "next_is_you": _("You are the next"),
        "waits_for_draw": _("Numbers are drawn at {time}"),
        "you_want": _("You asked for {count}"),
        "known_by": _("You will know by {time} at the latest"),
        "called_long": _("Your turn! {name} is kept for you. Please pay before the time runs out."),
        "called_toast": _("Your turn! {name} is kept for you, please pay now."),
        "line_refused": _("Your turn came for {name}, but it could not be kept for you."),
        "line_ended": _("The sale is over, and your number for {name} with it."),
        "line_over": _("Its time is over: no more numbers are called."),
        "free_again": _("Some are free now: you can buy at once."),
        "left_line": _("You have left the line."),
        "no_network_line": _("No connection. Tap again: you are never counted twice."),
    }


def _odds() -> dict[str, str]:
    return {
        "odds_sure": _("You will almost surely get it (about {percent} in 100)"),
        "odds_good": _("Good chances (about {percent} in 100)"),
        "odds_even": _("It may work out (about {percent} in 100)"),
        "odds_small": _("Small chances (about {percent} in 100)"),
        "odds_none": _("It will hardly reach you"),
    }


def _chat() -> dict[str, str]:
    return {
        "pinned_now": _("Now shown: {name}"),
        "just_sold_out": _("{name} is sold out"),
        "wave_sold_out": _("{name}: this wave is gone, more at {time}"),
        "viewers": _("{count} watching"),
        "say_failed": _("Not sent. Please try again."),
        "host": _("Host"),
    }


def console() -> dict[str, str]:
    """Return the words of the host's console."""
    return _rack() | _camera() | _breaks() | _reasons()


def _rack() -> dict[str, str]:
    return {
        "left_of": _("{left} of {all} left"),
        "opens_at": _("On sale at {time}"),
        "more_at": _("More at {time}"),
        "n_wait": _("{count} waiting"),
        "called_to": _("Called to {called}"),
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
