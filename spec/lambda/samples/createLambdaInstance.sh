#!/bin/sh
curl -X POST "$MOCKPLANE_URL/backend/create_lambda_instance" \
  -H "x-api-key: $MOCKPLANE_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{
    "instance_name": "My first Lambda Instance",
    "master_name": "lambda-master",
    "slaves": 1,
    "vcpus_master": 4,
    "vcpus_slave": 4,
    "ram_master": 4096,
    "ram_slave": 4096,
    "disk_master": 40,
    "disk_slave": 40,
    "ip_allocation": "master",
    "network_request": 1,
    "project_name": "lambda.grnet.gr"
  }'
