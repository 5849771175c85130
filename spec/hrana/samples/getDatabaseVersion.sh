#!/bin/sh
curl "$TURSO_DATABASE_URL/version"
