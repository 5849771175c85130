import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.POST('/_mockplane/tokens/verify', {
  body: {
    token:
      'eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3MDAxMjg4MDAsImlkIjoiNDQ0ZjdlMzMtZWExZC0xMWVkLWFmYjQtZDIyOGE0NGZjODlmIn0.U23j0mirYyeN4ZuVKuziScLJds9BHR1nNGgDvte5JePv_sr2YQUyKnh7GM9vjOZHdbWXZiqn1DPkoVOLDCsKAA',
  },
});
if (error) throw new Error(error.detail);
console.log(data.valid, data.access, data.reason ?? '');
