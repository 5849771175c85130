#!/bin/sh
curl "$MOCKPLANE_URL/_mockplane/exchanges/1"
