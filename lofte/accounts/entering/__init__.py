"""Coming in: password, second step, passkey, an organisation's own sign-in, an invitation."""
