"""What the site calls itself to those who teach."""

from __future__ import annotations

from django.contrib import admin

admin.site.site_header = "Cellstate, teaching"
admin.site.site_title = "Cellstate"
admin.site.index_title = "Questions, courses and results"
