#!/bin/sh
curl -X POST "$MOCKPLANE_URL/_mockplane/reset"
