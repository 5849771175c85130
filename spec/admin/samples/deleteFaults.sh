#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/_mockplane/faults"
