#!/bin/sh
curl "$MOCKPLANE_URL/_mockplane/snapshot"
