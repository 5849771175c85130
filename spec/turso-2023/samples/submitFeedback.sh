#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/feedback" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"summary": "Works", "feedback": "The tests run offline now."}'
