#!/bin/sh
curl -X PUT "$MOCKPLANE_URL/_mockplane/snapshot" \
  -H "Content-Type: application/json" \
  -d '{
    "format": "mockplane-snapshot",
    "version": 1,
    "savedAt": "2023-11-16T10:00:00.000Z",
    "clock": { "now": "2023-11-16T10:00:00.000Z", "running": true },
    "users": [{ "username": "octocat" }],
    "organizations": [{ "slug": "octocat", "name": "personal", "type": "personal" }],
    "members": [{ "organization": "octocat", "username": "octocat", "role": "owner" }],
    "databases": [],
    "instances": [],
    "usage": [],
    "apiTokens": [],
    "lambdaInstances": [],
    "transitions": [],
    "userFiles": []
  }'
