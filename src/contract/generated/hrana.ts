// Generated from spec/hrana by npm run generate. Do not edit.

export interface paths {
    "/_db/{org_slug}/{db_name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v2": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /**
         * Check for version 2
         * @description Returns 200 if the server supports version 2 of the protocol, so that clients can choose a version. It needs no
         *     token and uses no database.
         */
        get: operations["getHranaVersion2"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v2/pipeline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a pipeline of requests (version 2)
         * @description Runs requests one after the other on one stream. A failed request does not stop the next ones. The response has a
         *     baton if the stream has an open transaction, stored SQL or a pragma. A stream ends after ten seconds without a
         *     request, on Mockplane's clock.
         *
         *     Version 2 has neither the request `get_autocommit` nor the condition `is_autocommit`.
         */
        post: operations["executePipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v3": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /**
         * Check for version 3
         * @description Returns 200 if the server supports version 3 of the protocol, so that clients can choose a version. It needs no
         *     token and uses no database.
         */
        get: operations["getHranaVersion3"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v3/pipeline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a pipeline of requests (version 3)
         * @description Works like `executePipeline`, and also has the request `get_autocommit` and the condition `is_autocommit`. Batons
         *     are valid for both operations and for `executeCursor`.
         */
        post: operations["executePipelineV3"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v3/cursor": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a batch and read its results line by line
         * @description Runs a batch and returns lines of JSON: first a `CursorResponse`, then a `CursorEntry` for each beginning, row and
         *     end of a step, and finally an entry of the type `replication_index`. A body without this entry is not complete.
         *
         *     Mockplane runs the whole batch before it sends the first line, so the baton can also be `null`.
         */
        post: operations["executeCursor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v1/execute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run one statement (version 1)
         * @description Runs one statement on its own connection. Old clients use it, such as the Python package `libsql-client`. An error
         *     of SQL is an HTTP error.
         */
        post: operations["executeStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v1/batch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a batch (version 1)
         * @description Runs a batch on its own connection. Errors of its steps are in the result. If a step cannot be parsed, the response
         *     is an HTTP error.
         */
        post: operations["executeStatementBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v1/upload": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a SQLite file
         * @description Replaces the rows of the database with those of a SQLite file. A draft (`createDatabase` with a `seed` of the type
         *     `database_upload`) becomes ready. Open streams end. Mockplane checks the header and every page of the file. Requires
         *     a token with full access. The status and texts for a refused file are inferred. The upload to a database that is not
         *     a draft is also inferred.
         *
         *     **Analogous CLI command**: `turso db import [file]`
         */
        post: operations["uploadDatabase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v2/upload/start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Start an upload in pieces
         * @description Starts the upload of a SQLite file in pieces. A database has one such upload at a time: a new one ends the previous
         *     one. Requires a token with full access.
         */
        put: operations["startUpload"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v2/upload/{upload_id}/chunk/{chunk_number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description The id that `startUpload` returned. If a version of the CLI omits this segment, it means the last upload.
                 * @example 3f2b8c1e9a7d4f60b5a1c2d3e4f50617
                 */
                upload_id: components["parameters"]["UploadId"];
                /**
                 * @description The number of the piece. The first is 0.
                 * @example 0
                 */
                chunk_number: components["parameters"]["ChunkNumber"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Upload a piece
         * @description Uploads one piece of the file. Pieces have numbers from 0, and can come in any order. A piece that you send again
         *     replaces the earlier one.
         */
        put: operations["uploadChunk"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/v2/upload/{upload_id}/finalize": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description The id that `startUpload` returned. If a version of the CLI omits this segment, it means the last upload.
                 * @example 3f2b8c1e9a7d4f60b5a1c2d3e4f50617
                 */
                upload_id: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Finish an upload in pieces
         * @description Joins the pieces, and continues like `uploadDatabase`.
         */
        put: operations["finishUpload"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/dump": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /**
         * Dump the database as SQL
         * @description Returns SQL statements that recreate the whole database.
         *
         *     **Analogous CLI command**: `.dump` in `turso db shell`
         */
        get: operations["dumpDatabase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/info": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /**
         * Get the generation for replication
         * @description Returns the generation of the database's log. Clients request it before they copy the database. The number is always
         *     1. The client then calls `exportDatabase` and prints its refusal.
         */
        get: operations["getDatabaseInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/export/{generation}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description A generation of the database's log.
                 * @example 1
                 */
                generation: components["parameters"]["Generation"];
            };
            cookie?: never;
        };
        /**
         * Export the file of a generation
         * @description At the service, this operation returns the file from which an embedded replica starts. Mockplane always refuses it,
         *     with a text that the client prints.
         */
        get: operations["exportDatabase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/pull-updates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pull changes for a synced database
         * @description At the service, this operation returns the changed pages in Protocol Buffers. Mockplane always refuses it, with a
         *     text that the client prints. It does not read the body of the request.
         */
        post: operations["pullUpdates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/health": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /**
         * Check that SQL is served
         * @description Returns 200 if the server runs SQL. It needs no token and uses no database.
         */
        get: operations["getDatabaseHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_db/{org_slug}/{db_name}/version": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /**
         * Get the version of the server
         * @description Returns the name and the version of the server that runs SQL. It needs no token and uses no database. The text is
         *     Mockplane's.
         */
        get: operations["getDatabaseVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description A message that a client sends over a WebSocket.
         * @example {
         *       "type": "hello",
         *       "jwt": null
         *     }
         * @example {
         *       "type": "request",
         *       "request_id": 0,
         *       "request": {
         *         "type": "open_stream",
         *         "stream_id": 0
         *       }
         *     }
         * @example {
         *       "type": "request",
         *       "request_id": 1,
         *       "request": {
         *         "type": "execute",
         *         "stream_id": 0,
         *         "stmt": {
         *           "sql": "SELECT title FROM post WHERE id = 1"
         *         }
         *       }
         *     }
         */
        ClientMessage: components["schemas"]["HelloMessage"] | components["schemas"]["RequestMessage"];
        /**
         * @description A message that the server sends over a WebSocket.
         * @example {
         *       "type": "hello_ok"
         *     }
         * @example {
         *       "type": "response_ok",
         *       "request_id": 0,
         *       "response": {
         *         "type": "open_stream"
         *       }
         *     }
         * @example {
         *       "type": "response_error",
         *       "request_id": 1,
         *       "error": {
         *         "message": "SQLite error: no such table: post",
         *         "code": "SQLITE_UNKNOWN"
         *       }
         *     }
         * @example {
         *       "type": "hello_error",
         *       "error": {
         *         "message": "Authentication failed: The JWT is invalid",
         *         "code": "AUTH_JWT_INVALID"
         *       }
         *     }
         */
        ServerMessage: components["schemas"]["HelloOkMessage"] | components["schemas"]["HelloErrorMessage"] | components["schemas"]["ResponseOkMessage"] | components["schemas"]["ResponseErrorMessage"];
        /** @description The first line of a cursor. */
        CursorResponse: {
            baton: components["schemas"]["Baton"];
            base_url: components["schemas"]["BaseURL"];
        };
        /**
         * @description A line of a cursor after the first. Its `type` is one of six kinds.
         * @example {
         *       "type": "row",
         *       "row": [
         *         {
         *           "type": "null"
         *         },
         *         {
         *           "type": "integer",
         *           "value": "-9223372036854775808"
         *         }
         *       ]
         *     }
         */
        CursorEntry: components["schemas"]["StepBeginEntry"] | components["schemas"]["RowEntry"] | components["schemas"]["StepEndEntry"] | components["schemas"]["StepErrorEntry"] | components["schemas"]["ErrorEntry"] | components["schemas"]["ReplicationIndexEntry"];
        /** @description Any error body, in the shape of its status. */
        AnyError: components["schemas"]["Error"] | components["schemas"]["SQLError"] | components["schemas"]["ProtocolViolation"];
        /**
         * @description The organization's name in URLs.
         * @example my-org
         */
        OrganizationSlug: string;
        /**
         * @description The database's name, unique in its organization.
         * @example my-db
         */
        DatabaseName: string;
        /**
         * @description Identifies a stream across requests. It is opaque and valid once: always send the baton of the latest response. `null`
         *     in a request opens a new stream. `null` in a response means that the stream is closed, because nothing on it has to be
         *     kept.
         * @example null
         * @example hUbR2tBkXKiRsd0pNbo8zYwzpBcvMxSvBq0f1mYp4Eo
         */
        Baton: string | null;
        /** @description Closes the stream. An open transaction is rolled back. It must be the last request of its pipeline. */
        CloseRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close";
        };
        /**
         * @description The SQL. Send either this or `sql_id`.
         * @example SELECT title FROM post
         */
        SQL: string | null;
        /**
         * Format: int32
         * @description The id of a text stored with `store_sql`. Send either this or `sql`.
         * @example 1
         */
        SQLId: number | null;
        /** @description SQL's NULL. */
        NullValue: {
            /**
             * @description Always `null`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "null";
        };
        /** @description A signed integer of 64 bits. */
        IntegerValue: {
            /**
             * @description Always `integer`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "integer";
            /**
             * @description The integer in decimal digits. It is a string, because a JSON number cannot hold all 64 bits.
             * @example 42
             */
            value: string;
        };
        /** @description A floating-point number of 64 bits. */
        FloatValue: {
            /**
             * @description Always `float`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "float";
            /**
             * Format: double
             * @description The number. `null`, only in responses, means infinity, which JSON cannot represent.
             * @example 4.5
             */
            value: number | null;
        };
        /** @description A text. */
        TextValue: {
            /**
             * @description Always `text`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "text";
            /**
             * @description The text.
             * @example Ada
             */
            value: string;
        };
        /** @description A sequence of bytes. */
        BlobValue: {
            /**
             * @description Always `blob`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "blob";
            /**
             * @description The bytes in base64 of the standard alphabet. Responses have no padding; requests can have it.
             * @example iVBORw
             */
            base64: string;
        };
        /** @description A value of SQL. Its `type` is one of five kinds. */
        Value: components["schemas"]["NullValue"] | components["schemas"]["IntegerValue"] | components["schemas"]["FloatValue"] | components["schemas"]["TextValue"] | components["schemas"]["BlobValue"];
        /** @description A value for a named parameter. */
        NamedArgument: {
            /**
             * @description The parameter's name, with its prefix (`:`, `@` or `$`) or without.
             * @example name
             */
            name: string;
            value: components["schemas"]["Value"];
        };
        /**
         * @description One statement of SQL with its arguments. Arguments are either positional or named, never both, and each parameter has
         *     one. The server ignores unknown members.
         */
        Statement: {
            sql?: components["schemas"]["SQL"];
            sql_id?: components["schemas"]["SQLId"];
            /** @description Values for the positional parameters, in their order. */
            args?: components["schemas"]["Value"][];
            /** @description Values for the named parameters. */
            named_args?: components["schemas"]["NamedArgument"][];
            /**
             * @description Whether the response has the rows. The default is `true`.
             * @default true
             * @example true
             */
            want_rows?: boolean | null;
        };
        /** @description Runs one statement. */
        ExecuteRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "execute";
            stmt: components["schemas"]["Statement"];
        };
        /**
         * Format: int64
         * @description The index of a step of the batch, from 0.
         * @example 0
         */
        StepIndex: number;
        /** @description True if a step was run and succeeded. */
        OkCondition: {
            /**
             * @description The type of the condition. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "ok";
            step: components["schemas"]["StepIndex"];
        };
        /** @description True if a step failed or was skipped. */
        ErrorCondition: {
            /**
             * @description The type of the condition. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "error";
            step: components["schemas"]["StepIndex"];
        };
        /** @description Decides whether a step of a batch runs. It can refer only to earlier steps. Conditions can be at most 100 deep. */
        Condition: components["schemas"]["OkCondition"] | components["schemas"]["ErrorCondition"] | components["schemas"]["NotCondition"] | components["schemas"]["AndCondition"] | components["schemas"]["OrCondition"] | components["schemas"]["AutocommitCondition"];
        /** @description True if another condition is false. */
        NotCondition: {
            /**
             * @description The type of the condition. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "not";
            cond: components["schemas"]["Condition"];
        };
        /** @description True if all conditions of a list are true. An empty list is true. */
        AndCondition: {
            /**
             * @description The type of the condition. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "and";
            /** @description The conditions. */
            conds: components["schemas"]["Condition"][];
        };
        /** @description True if one condition of a list is true. An empty list is false. */
        OrCondition: {
            /**
             * @description The type of the condition. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "or";
            /** @description The conditions. */
            conds: components["schemas"]["Condition"][];
        };
        /** @description True while no transaction is open. Only in version 3; `executePipeline` and `hrana2` refuse it. */
        AutocommitCondition: {
            /**
             * @description The type of the condition. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "is_autocommit";
        };
        /** @description A statement of a batch and its condition. */
        BatchStep: {
            /** @description The condition under which the statement runs. By default it always runs. */
            condition?: null | components["schemas"]["Condition"];
            stmt: components["schemas"]["Statement"];
        };
        /**
         * @description Statements to run one after the other. A failed step does not stop the next steps. Only their conditions decide
         *     whether they run.
         */
        Batch: {
            /** @description The steps, in their order. The limit is Mockplane's. */
            steps: components["schemas"]["BatchStep"][];
        };
        /** @description Runs several statements, each with a condition. */
        BatchRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "batch";
            batch: components["schemas"]["Batch"];
        };
        /**
         * @description Runs all statements of a text, and stops at the first that fails. It returns no rows. If a statement cannot be parsed,
         *     it runs none of them.
         */
        SequenceRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "sequence";
            sql?: components["schemas"]["SQL"];
            sql_id?: components["schemas"]["SQLId"];
        };
        /** @description Describes the parameters and columns of a statement without running it. */
        DescribeRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "describe";
            sql?: components["schemas"]["SQL"];
            sql_id?: components["schemas"]["SQLId"];
        };
        /**
         * Format: int32
         * @description An id of your choice for a stored text of SQL.
         * @example 1
         */
        GivenSQLId: number;
        /**
         * @description Stores a text of SQL on the stream, so that later requests can use its id. The server refuses an id that is in use;
         *     close it first. A stream holds 50 texts of 5,000 bytes.
         */
        StoreSQLRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "store_sql";
            sql_id: components["schemas"]["GivenSQLId"];
            /**
             * @description The text of SQL. The server does not parse it until a request uses it.
             * @example SELECT title FROM post WHERE id = ?
             */
            sql: string;
        };
        /** @description Deletes a stored text. An unknown id is not an error. */
        CloseSQLRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_sql";
            sql_id: components["schemas"]["GivenSQLId"];
        };
        /** @description Returns whether no transaction is open. Only in version 3; `executePipeline` refuses it. */
        GetAutocommitRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "get_autocommit";
        };
        /** @description A request of a pipeline. Its `type` is one of eight kinds. */
        StreamRequest: components["schemas"]["CloseRequest"] | components["schemas"]["ExecuteRequest"] | components["schemas"]["BatchRequest"] | components["schemas"]["SequenceRequest"] | components["schemas"]["DescribeRequest"] | components["schemas"]["StoreSQLRequest"] | components["schemas"]["CloseSQLRequest"] | components["schemas"]["GetAutocommitRequest"];
        /** @description Requests to run one after the other on one stream. */
        PipelineRequest: {
            baton?: components["schemas"]["Baton"];
            /** @description The requests, in their order. */
            requests: components["schemas"]["StreamRequest"][];
        };
        /**
         * Format: uri
         * @description The URL for the next requests of the stream. `null` means the same URL as before. Mockplane always returns `null`.
         * @example null
         */
        BaseURL: string | null;
        /** @description The stream is closed. */
        CloseResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close";
        };
        /** @description A column of a result. */
        Column: {
            /**
             * @description The name.
             * @example title
             */
            name: string | null;
            /**
             * @description The type that the table declares, in upper case; `null` for an expression.
             * @example TEXT
             */
            decltype: string | null;
        };
        /** @description A row, with a value for each column. */
        Row: components["schemas"]["Value"][];
        /** @description The result of a statement. */
        StatementResult: {
            /** @description The columns of the rows. */
            cols: components["schemas"]["Column"][];
            /** @description The rows. Empty if `want_rows` is false. */
            rows: components["schemas"]["Row"][];
            /**
             * Format: int64
             * @description The number of rows that an INSERT, UPDATE or DELETE changed, without those that triggers changed.
             * @example 0
             */
            affected_row_count: number;
            /**
             * @description The rowid of the last inserted row, in decimal digits; `null` if the statement is not an INSERT.
             * @example null
             */
            last_insert_rowid: string | null;
            /**
             * Format: int64
             * @description The number of rows that the statement read. Mockplane estimates it from the query plan.
             * @example 1
             */
            rows_read: number;
            /**
             * Format: int64
             * @description The number of rows of tables and indexes that the statement wrote. Mockplane estimates it.
             * @example 0
             */
            rows_written: number;
            /**
             * Format: double
             * @description How long the statement ran, in milliseconds.
             * @example 0.21
             */
            query_duration_ms: number;
        };
        /** @description The statement was run. */
        ExecuteResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "execute";
            result: components["schemas"]["StatementResult"];
        };
        /** @description An error of SQL. */
        SQLError: {
            /**
             * @description One sentence for people.
             * @example SQLite error: UNIQUE constraint failed: author.name
             */
            message: string;
            /**
             * @description A stable code for programs: one of SQLite's (`SQLITE_CONSTRAINT`, `SQLITE_BUSY`, …), or of the server's
             *     (`SQL_PARSE_ERROR`, `SQL_INPUT_ERROR`, `SQL_NO_STATEMENT`, `SQL_MANY_STATEMENTS`, `ARGS_INVALID`,
             *     `ARGS_BOTH_POSITIONAL_AND_NAMED`, `TRANSACTION_TIMEOUT`, `TRANSACTION_BUSY`, `RESPONSE_TOO_LARGE`,
             *     `SQL_STORE_TOO_MANY`, `SQL_STORE_TOO_LARGE`, `BLOCKED`, …). Clients pass it on to the program.
             * @example SQLITE_CONSTRAINT
             */
            code: string;
            /**
             * @description The extended code of SQLite, if it has one.
             * @example SQLITE_CONSTRAINT_UNIQUE
             */
            extended_code?: string;
        };
        /**
         * @description The results of a batch. Both lists have an entry for each step. A step that succeeded has a result, a failed step has
         *     an error, and a skipped step has neither.
         */
        BatchResult: {
            /** @description The result of each step, or `null`. */
            step_results: (null | components["schemas"]["StatementResult"])[];
            /** @description The error of each step, or `null`. */
            step_errors: (null | components["schemas"]["SQLError"])[];
        };
        /** @description The batch was run. Some steps may have failed. */
        BatchResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "batch";
            result: components["schemas"]["BatchResult"];
        };
        /** @description All statements were run. */
        SequenceResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "sequence";
        };
        /** @description A parameter of a statement. */
        DescribedParameter: {
            /**
             * @description The name with its prefix; `null` for a positional parameter.
             * @example :name
             */
            name: string | null;
        };
        /** @description The parameters and columns of a statement. */
        DescribeResult: {
            /** @description The parameters, in their order. */
            params: components["schemas"]["DescribedParameter"][];
            /** @description The columns of its rows. */
            cols: components["schemas"]["Column"][];
            /**
             * @description Whether the statement is an EXPLAIN.
             * @example false
             */
            is_explain: boolean;
            /**
             * @description Whether the statement changes nothing in the database.
             * @example true
             */
            is_readonly: boolean;
        };
        /** @description The statement was described. */
        DescribeResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "describe";
            result: components["schemas"]["DescribeResult"];
        };
        /** @description The text is stored. */
        StoreSQLResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "store_sql";
        };
        /** @description The text was deleted. */
        CloseSQLResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_sql";
        };
        /** @description Whether the stream is in autocommit mode. */
        GetAutocommitResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "get_autocommit";
            /**
             * @description Whether no transaction is open.
             * @example true
             */
            is_autocommit: boolean;
        };
        /** @description The response to a request. Its `type` is that of the request. */
        StreamResponse: components["schemas"]["CloseResponse"] | components["schemas"]["ExecuteResponse"] | components["schemas"]["BatchResponse"] | components["schemas"]["SequenceResponse"] | components["schemas"]["DescribeResponse"] | components["schemas"]["StoreSQLResponse"] | components["schemas"]["CloseSQLResponse"] | components["schemas"]["GetAutocommitResponse"];
        /** @description A request that succeeded. */
        OkResult: {
            /**
             * @description Always `ok`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "ok";
            response: components["schemas"]["StreamResponse"];
        };
        /** @description A failed request. The next requests still run. */
        ErrorResult: {
            /**
             * @description Always `error`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "error";
            error: components["schemas"]["SQLError"];
        };
        /** @description The result of a request of a pipeline. */
        StreamResult: components["schemas"]["OkResult"] | components["schemas"]["ErrorResult"];
        /** @description The results of the requests of a pipeline. */
        PipelineResponse: {
            baton: components["schemas"]["Baton"];
            base_url: components["schemas"]["BaseURL"];
            /** @description A result for each request, in their order. */
            results: components["schemas"]["StreamResult"][];
        };
        /**
         * @description How the request breaks the protocol. A correct client never gets it.
         * @example Received an invalid baton
         */
        ProtocolViolation: string;
        /** @description Why the whole request was refused. */
        Error: {
            /**
             * @description One sentence for people. Clients print it.
             * @example Unauthorized: `The JWT is invalid`
             */
            error: string;
        };
        /** @description A batch that returns its results line by line. */
        CursorRequest: {
            baton?: components["schemas"]["Baton"];
            batch: components["schemas"]["Batch"];
        };
        /** @description A database as replicas see it. */
        DatabaseInfo: {
            /**
             * Format: int32
             * @description The generation of the database's log.
             * @example 1
             */
            current_generation: number;
        };
        /** @description Authenticates the client. It is the first message. From version 2 on, the client can send it again with another token. */
        HelloMessage: {
            /**
             * @description The type of the message. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "hello";
            /**
             * @description A token that opens the database.
             * @example null
             */
            jwt?: string | null;
        };
        /**
         * Format: int32
         * @description An id of your choice. The response has the same id.
         * @example 0
         */
        RequestId: number;
        /**
         * Format: int32
         * @description An id of your choice for a stream of this connection.
         * @example 0
         */
        StreamId: number;
        /** @description Opens a stream. */
        OpenStreamRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "open_stream";
            stream_id: components["schemas"]["StreamId"];
        };
        /** @description Closes a stream, and its cursor if it has one. */
        CloseStreamRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_stream";
            stream_id: components["schemas"]["StreamId"];
        };
        /** @description Runs one statement on a stream. */
        SocketExecuteRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "execute";
            stream_id: components["schemas"]["StreamId"];
            stmt: components["schemas"]["Statement"];
        };
        /** @description Runs several statements on a stream, each with a condition. */
        SocketBatchRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "batch";
            stream_id: components["schemas"]["StreamId"];
            batch: components["schemas"]["Batch"];
        };
        /**
         * Format: int32
         * @description An id of your choice for a cursor of this connection.
         * @example 0
         */
        CursorId: number;
        /**
         * @description Runs a batch. Fetch its results afterwards. The stream accepts no other requests until the cursor is closed. Only in
         *     version 3.
         */
        OpenCursorRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "open_cursor";
            stream_id: components["schemas"]["StreamId"];
            cursor_id: components["schemas"]["CursorId"];
            batch: components["schemas"]["Batch"];
        };
        /** @description Closes a cursor. Only in version 3. */
        CloseCursorRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_cursor";
            cursor_id: components["schemas"]["CursorId"];
        };
        /** @description Fetches entries of a cursor. Only in version 3. */
        FetchCursorRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "fetch_cursor";
            cursor_id: components["schemas"]["CursorId"];
            /**
             * Format: int64
             * @description The maximum number of entries to send. The server may send fewer.
             * @example 100
             */
            max_count: number;
        };
        /** @description Runs all statements of a text on a stream. From version 2 on. */
        SocketSequenceRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "sequence";
            stream_id: components["schemas"]["StreamId"];
            sql?: components["schemas"]["SQL"];
            sql_id?: components["schemas"]["SQLId"];
        };
        /** @description Describes a statement. From version 2 on. */
        SocketDescribeRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "describe";
            stream_id: components["schemas"]["StreamId"];
            sql?: components["schemas"]["SQL"];
            sql_id?: components["schemas"]["SQLId"];
        };
        /** @description Stores a text of SQL on the connection. From version 2 on. */
        SocketStoreSQLRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "store_sql";
            sql_id: components["schemas"]["GivenSQLId"];
            /**
             * @description The text of SQL. The server does not parse it until a request uses it.
             * @example SELECT title FROM post WHERE id = ?
             */
            sql: string;
        };
        /** @description Deletes a stored text. From version 2 on. */
        SocketCloseSQLRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_sql";
            sql_id: components["schemas"]["GivenSQLId"];
        };
        /** @description Returns whether no transaction is open on a stream. Only in version 3. */
        SocketGetAutocommitRequest: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "get_autocommit";
            stream_id: components["schemas"]["StreamId"];
        };
        /** @description A request over a WebSocket. Its `type` is one of twelve kinds. */
        SocketRequest: components["schemas"]["OpenStreamRequest"] | components["schemas"]["CloseStreamRequest"] | components["schemas"]["SocketExecuteRequest"] | components["schemas"]["SocketBatchRequest"] | components["schemas"]["OpenCursorRequest"] | components["schemas"]["CloseCursorRequest"] | components["schemas"]["FetchCursorRequest"] | components["schemas"]["SocketSequenceRequest"] | components["schemas"]["SocketDescribeRequest"] | components["schemas"]["SocketStoreSQLRequest"] | components["schemas"]["SocketCloseSQLRequest"] | components["schemas"]["SocketGetAutocommitRequest"];
        /** @description Sends a request. */
        RequestMessage: {
            /**
             * @description The type of the message. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "request";
            request_id: components["schemas"]["RequestId"];
            request: components["schemas"]["SocketRequest"];
        };
        /** @description The token is valid. */
        HelloOkMessage: {
            /**
             * @description The type of the message. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "hello_ok";
        };
        /** @description The token is not valid. The server closes the connection. */
        HelloErrorMessage: {
            /**
             * @description The type of the message. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "hello_error";
            error: components["schemas"]["SQLError"];
        };
        /** @description The stream is open. */
        OpenStreamResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "open_stream";
        };
        /** @description The stream is closed. */
        CloseStreamResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_stream";
        };
        /** @description The batch was run. The results are ready to fetch. */
        OpenCursorResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "open_cursor";
        };
        /** @description The cursor is closed. */
        CloseCursorResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_cursor";
        };
        /** @description A step begins. Its rows follow. */
        StepBeginEntry: {
            /**
             * @description The type of the entry. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "step_begin";
            step: components["schemas"]["StepIndex"];
            /** @description The columns of its rows. */
            cols: components["schemas"]["Column"][];
        };
        /** @description A row of the current step. */
        RowEntry: {
            /**
             * @description The type of the entry. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "row";
            row: components["schemas"]["Row"];
        };
        /** @description The current step is complete. */
        StepEndEntry: {
            /**
             * @description The type of the entry. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "step_end";
            /**
             * Format: int64
             * @description The number of rows that an INSERT, UPDATE or DELETE changed.
             * @example 0
             */
            affected_row_count: number;
            /**
             * @description The rowid of the last inserted row, in decimal digits; `null` if the step is not an INSERT.
             * @example null
             */
            last_insert_rowid: string | null;
        };
        /** @description A step failed, before its first row or after some. */
        StepErrorEntry: {
            /**
             * @description The type of the entry. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "step_error";
            step: components["schemas"]["StepIndex"];
            error: components["schemas"]["SQLError"];
        };
        /** @description The cursor failed. This is the last line. */
        ErrorEntry: {
            /**
             * @description The type of the entry. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "error";
            error: components["schemas"]["SQLError"];
        };
        /** @description The cursor is complete. This is the last line. The name is historical. */
        ReplicationIndexEntry: {
            /**
             * @description The type of the entry. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "replication_index";
            /**
             * @description Clients ignore it.
             * @example null
             */
            replication_index: string | null;
        };
        /** @description Entries of a cursor. */
        FetchCursorResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "fetch_cursor";
            /** @description The next entries. */
            entries: components["schemas"]["CursorEntry"][];
            /**
             * @description Whether these are the last entries.
             * @example true
             */
            done: boolean;
        };
        /** @description The response to a request over a WebSocket. Its `type` is that of the request. */
        SocketResponse: components["schemas"]["OpenStreamResponse"] | components["schemas"]["CloseStreamResponse"] | components["schemas"]["ExecuteResponse"] | components["schemas"]["BatchResponse"] | components["schemas"]["OpenCursorResponse"] | components["schemas"]["CloseCursorResponse"] | components["schemas"]["FetchCursorResponse"] | components["schemas"]["SequenceResponse"] | components["schemas"]["DescribeResponse"] | components["schemas"]["StoreSQLResponse"] | components["schemas"]["CloseSQLResponse"] | components["schemas"]["GetAutocommitResponse"];
        /** @description The request succeeded. */
        ResponseOkMessage: {
            /**
             * @description The type of the message. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "response_ok";
            request_id: components["schemas"]["RequestId"];
            response: components["schemas"]["SocketResponse"];
        };
        /** @description The request failed. */
        ResponseErrorMessage: {
            /**
             * @description The type of the message. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "response_error";
            request_id: components["schemas"]["RequestId"];
            error: components["schemas"]["SQLError"];
        };
    };
    responses: {
        /**
         * @description The request breaks the protocol, or its stream no longer exists. Earlier statements stay in effect. The server rolls
         *     an open transaction back and closes the stream.
         */
        ProtocolViolation: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": components["schemas"]["ProtocolViolation"];
                "application/json": components["schemas"]["SQLError"];
            };
        };
        /** @description The request has no token that opens the database. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The token does not allow the request, such as a write with a read-only token, or the allow list of the database does
         *     not include the client. No statement was run, not even those that the token allows.
         */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The database does not exist, has no instance yet, or is a draft without a file. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than 16 MiB. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests at the same time. Mockplane returns this status only if a fault rule requests it. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The database or its group is archived. */
        Archived: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The primary instance of the database is still being provisioned. */
        ServiceUnavailable: {
            headers: {
                /** @description The number of seconds after which to try again. */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The request breaks the protocol (text), or the server refused the statement before it ran it (JSON): it cannot be
         *     parsed, its arguments do not fit, or it is blocked.
         */
        StatementRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": components["schemas"]["ProtocolViolation"];
                "application/json": components["schemas"]["SQLError"];
            };
        };
        /** @description SQLite failed, for example because of a constraint or a lock. */
        ServerFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SQLError"];
            };
        };
        /** @description The statement has both positional and named arguments. */
        NotImplemented: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SQLError"];
            };
        };
        /** @description The primary instance is not ready (`error`), or too many transactions are open (`message` and `code`). */
        StatementUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] | components["schemas"]["SQLError"];
            };
        };
        /** @description The body is not a valid SQLite file. The rows have not changed. */
        FileRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /** @description The database does not exist. */
        DatabaseNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The size is missing, or Mockplane does not accept it. */
        SizeRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /** @description The size of the piece is not the announced one. */
        PieceRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /** @description The database or the upload does not exist. */
        UploadNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Pieces are missing, or together they are not a valid SQLite file. The rows have not changed. */
        UploadRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /** @description Embedded replicas are not available. Clients print the text. */
        NoReplication: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /**
         * @description Slug of the organization that the database belongs to.
         * @example my-org
         */
        OrgSlug: components["schemas"]["OrganizationSlug"];
        /**
         * @description Name of the database.
         * @example my-db
         */
        DbName: components["schemas"]["DatabaseName"];
        /**
         * @description The id that `startUpload` returned. If a version of the CLI omits this segment, it means the last upload.
         * @example 3f2b8c1e9a7d4f60b5a1c2d3e4f50617
         */
        UploadId: string;
        /**
         * @description The number of the piece. The first is 0.
         * @example 0
         */
        ChunkNumber: number;
        /**
         * @description A generation of the database's log.
         * @example 1
         */
        Generation: number;
    };
    requestBodies: {
        /** @description The bytes of a SQLite file. */
        File: {
            content: {
                "application/octet-stream": Blob;
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHranaVersion2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server supports version 2. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    executePipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /** @description The requests. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PipelineRequest"];
            };
        };
        responses: {
            /** @description The pipeline was run. Each result shows whether its request succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineResponse"];
                };
            };
            400: components["responses"]["ProtocolViolation"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            502: components["responses"]["Archived"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHranaVersion3: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server supports version 3. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    executePipelineV3: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /** @description The requests. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PipelineRequest"];
            };
        };
        responses: {
            /** @description The pipeline was run. Each result shows whether its request succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineResponse"];
                };
            };
            400: components["responses"]["ProtocolViolation"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            502: components["responses"]["Archived"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    executeCursor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /** @description The batch. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CursorRequest"];
            };
        };
        responses: {
            /** @description The batch was run. Some steps may have failed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["ProtocolViolation"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            502: components["responses"]["Archived"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    executeStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /** @description The statement. */
        requestBody: {
            content: {
                "application/json": {
                    stmt: components["schemas"]["Statement"];
                };
            };
        };
        responses: {
            /** @description The statement was run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["StatementResult"];
                    };
                };
            };
            400: components["responses"]["StatementRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            500: components["responses"]["ServerFailed"];
            501: components["responses"]["NotImplemented"];
            502: components["responses"]["Archived"];
            503: components["responses"]["StatementUnavailable"];
        };
    };
    executeStatementBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /** @description The batch. */
        requestBody: {
            content: {
                "application/json": {
                    batch: components["schemas"]["Batch"];
                };
            };
        };
        responses: {
            /** @description The batch was run. Some steps may have failed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["BatchResult"];
                    };
                };
            };
            400: components["responses"]["StatementRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            500: components["responses"]["ServerFailed"];
            501: components["responses"]["NotImplemented"];
            502: components["responses"]["Archived"];
            503: components["responses"]["StatementUnavailable"];
        };
    };
    uploadDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["File"];
        responses: {
            /** @description The database has the rows of the file. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["FileRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["DatabaseNotFound"];
            413: components["responses"]["PayloadTooLarge"];
        };
    };
    startUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /** @description The size of the file. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description The size of the file in bytes, at most 256 MiB.
                     * @example 28672
                     */
                    db_size_bytes: number;
                };
            };
        };
        responses: {
            /** @description The upload has begun. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description The size in bytes of each piece except the last.
                         * @example 4194304
                         */
                        chunk_size: number;
                        /**
                         * @description The id of the upload, for its other requests.
                         * @example 3f2b8c1e9a7d4f60b5a1c2d3e4f50617
                         */
                        upload_id: string;
                    };
                };
            };
            400: components["responses"]["SizeRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["DatabaseNotFound"];
        };
    };
    uploadChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description The id that `startUpload` returned. If a version of the CLI omits this segment, it means the last upload.
                 * @example 3f2b8c1e9a7d4f60b5a1c2d3e4f50617
                 */
                upload_id: components["parameters"]["UploadId"];
                /**
                 * @description The number of the piece. The first is 0.
                 * @example 0
                 */
                chunk_number: components["parameters"]["ChunkNumber"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["File"];
        responses: {
            /** @description The piece was stored. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["PieceRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UploadNotFound"];
            413: components["responses"]["PayloadTooLarge"];
        };
    };
    finishUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description The id that `startUpload` returned. If a version of the CLI omits this segment, it means the last upload.
                 * @example 3f2b8c1e9a7d4f60b5a1c2d3e4f50617
                 */
                upload_id: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database has the rows of the file. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["UploadRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UploadNotFound"];
        };
    };
    dumpDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database as SQL. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            502: components["responses"]["Archived"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDatabaseInfo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The generation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseInfo"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description A generation of the database's log.
                 * @example 1
                 */
                generation: components["parameters"]["Generation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            501: components["responses"]["NoReplication"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    pullUpdates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            501: components["responses"]["NoReplication"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDatabaseHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description SQL is served. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getDatabaseVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization that the database belongs to.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
}
