#!/bin/sh
curl "$MOCKPLANE_URL/releases/latest"
