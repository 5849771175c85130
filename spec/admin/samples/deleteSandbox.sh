#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/_mockplane/sandboxes/worker-1"
