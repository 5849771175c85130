#!/bin/sh
curl "$MOCKPLANE_URL/_mockplane/organizations/my-org/databases/my-db/jwks"
