"""The log in the phone: an app that takes entries without a network, and hands them in when there is one."""
