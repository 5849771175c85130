#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/databases/dumps" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -F 'file=PRAGMA foreign_keys=OFF\; BEGIN TRANSACTION\; COMMIT\;;filename=dump.sql'
