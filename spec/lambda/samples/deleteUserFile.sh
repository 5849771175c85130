#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/backend/user_files" \
  -H "x-api-key: $MOCKPLANE_TOKEN" \
  -d "id=2"
