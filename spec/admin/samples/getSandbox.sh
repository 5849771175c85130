#!/bin/sh
curl "$MOCKPLANE_URL/_mockplane/sandboxes/worker-1"
