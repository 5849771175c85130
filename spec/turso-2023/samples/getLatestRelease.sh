#!/bin/sh
curl "$MOCKPLANE_URL/releases/latest" \
  -A "turso-cli/0.87.4 (linux/amd64)"
