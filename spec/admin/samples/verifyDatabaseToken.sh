#!/bin/sh
curl -X POST "$MOCKPLANE_URL/_mockplane/tokens/verify" \
  -H "Content-Type: application/json" \
  -d '{
    "token": "eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3MDAxMjg4MDAsImlkIjoiNDQ0ZjdlMzMtZWExZC0xMWVkLWFmYjQtZDIyOGE0NGZjODlmIn0.U23j0mirYyeN4ZuVKuziScLJds9BHR1nNGgDvte5JePv_sr2YQUyKnh7GM9vjOZHdbWXZiqn1DPkoVOLDCsKAA"
  }'
