#!/bin/sh
curl -N "$MOCKPLANE_URL/_mockplane/exchanges/stream"
