#!/bin/sh
curl -X PUT "$MOCKPLANE_URL/backend/user_files" \
  -H "x-api-key: $MOCKPLANE_TOKEN" \
  -F "file=the bytes of the jar;filename=sensor-feed.jar;type=application/java-archive" \
  -F "description=Reads the sensor feed"
