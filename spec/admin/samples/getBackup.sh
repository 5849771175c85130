#!/bin/sh
curl -N "$MOCKPLANE_URL/_mockplane/backup"
