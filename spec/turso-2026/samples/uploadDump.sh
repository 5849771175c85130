#!/bin/sh
printf 'PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCOMMIT;\n' |
  curl -X POST "$MOCKPLANE_URL/v1/organizations/my-org/databases/dumps" \
    -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
    -F "file=@-;filename=dump.sql;type=application/octet-stream"
