"""The bots that ours is measured beside: the barest one that PTB allows, and an ordinary one."""
