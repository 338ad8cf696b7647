"""Words and figures as the house writes them."""

from django import template

register = template.Library()
