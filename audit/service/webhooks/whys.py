"""Why no message reached an address, in words; the codes stand in the log of deliveries."""

from collections.abc import Mapping

from audit.errors import Message, mark, message

GONE, FAILING, UNSEALED, NOT_TAKEN = "gone", "failing", "unsealed", "status"

#: What is wrong with an address, and what to do about it.
ADDRESSES: Mapping[str, tuple[Message, Message]] = {
    "no-address": (
        message("this is no address of the web"),
        message("Give one like https://example.org/paritet, without #, in Latin letters."),
    ),
    "not-https": (message("the address does not begin with https://"), message("Give one that does.")),
    "with-password": (
        message("the address holds a name or a password"),
        message("Leave it out: the receiver knows us by the signature."),
    ),
    "unknown-host": (
        message("no computer of this name was found"),
        message("Check the name, or try again when it can be reached."),
    ),
    "forbidden-network": (
        message("the address leads into a network of its own, not to the open internet"),
        message("Give another one, or let the administrator name the network in PARITET_WEBHOOK_NETWORKS."),
    ),
}

#: What an attempt ended with, by its code; an answer other than 2xx is told by its number.
WHYS: Mapping[str, str] = {
    **{code: wrong.template for code, (wrong, _) in ADDRESSES.items()},
    NOT_TAKEN: mark("the receiver did not take it"),
    GONE: mark("the receiver says that it is gone for good (410)"),
    "redirected": mark("the receiver sent us on to another address, where nothing is sent"),
    "timeout": mark("the receiver took too long"),
    "refused": mark("nothing listens at the address"),
    "certificate": mark("the receiver's certificate is not valid for its name"),
    "no-tls": mark("the receiver does not speak https"),
    "not-http": mark("what was answered is no HTTP"),
    "unreachable": mark("the connection broke off"),
    UNSEALED: mark("the secret cannot be read, for the key of the instance was changed: make a new secret"),
    FAILING: mark("nothing was taken for three days"),
}
