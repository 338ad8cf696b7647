"""What an organisation lets others see of its log: piece by piece, or all of it by a standing decision."""
