#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/databases/my-db/usage?from=2026-09-01T00:00:00Z&to=2026-09-15T00:00:00Z" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
