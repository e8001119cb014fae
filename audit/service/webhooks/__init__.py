"""Programs are told of what happened: which acts, to which address, signed, in the act's own transaction."""
