#!/bin/sh
curl "$MOCKPLANE_URL/v1/auth/validate" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
