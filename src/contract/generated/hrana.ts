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
         * Check that version 2 is spoken
         * @description Answers 200 where version 2 of the protocol is spoken, so that clients can choose one. It needs no token and asks no
         *     database.
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
         * @description Carries out requests one after the other on one stream. A request that fails does not stop those after it. The reply
         *     has a baton if something is left on the stream: an open transaction, stored SQL or a pragma. A stream ends after
         *     ten seconds without a request, on Mockplane's clock.
         *
         *     Version 2 knows neither the request `get_autocommit` nor the condition `is_autocommit`.
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
         * Check that version 3 is spoken
         * @description Answers 200 where version 3 of the protocol is spoken, so that clients can choose one. It needs no token and asks no
         *     database.
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
         * @description Does what `executePipeline` does, and knows the request `get_autocommit` and the condition `is_autocommit` too.
         *     Batons are good at both, and at `executeCursor`.
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
         * @description Runs a batch and answers with lines of JSON: first a `CursorResponse`, then a `CursorEntry` for each beginning, row
         *     and end of a step, at last an entry of type `replication_index`. A body without it is not complete.
         *
         *     Mockplane runs the whole batch before it sends the first line, so the baton can be `null` here too.
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
         * @description Runs one statement on a connection of its own. Old clients use it, such as the Python package `libsql-client`. An
         *     error of SQL is an error of HTTP here.
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
         * @description Runs a batch on a connection of its own. Errors of its steps are in the result; a step that cannot be parsed is an
         *     error of HTTP.
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
         * @description Replaces the rows of the database by those of a SQLite file. A draft, which `createDatabase` makes for a `seed` of the
         *     type `database_upload`, can be used from then on. Open streams end. The file is checked: its header, and every page.
         *     Needs a token that allows everything. Status and texts of a refused file are inferred, and so is the upload to a
         *     database that is no draft.
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
         * @description Begins the upload of a SQLite file in pieces. A database has one such upload at a time: another start ends the one
         *     before. Needs a token that allows everything.
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
                 * @description The id that `startUpload` gave. Versions of the CLI that leave this segment out mean the upload that began last.
                 * @example 3f2b8c1e9a7d4f60b5a1c2d3e4f50617
                 */
                upload_id: components["parameters"]["UploadId"];
                /**
                 * @description The number of the piece, from 0.
                 * @example 0
                 */
                chunk_number: components["parameters"]["ChunkNumber"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Upload a piece
         * @description Takes one piece of the file. Pieces are numbered from 0 and may come in any order; one that is sent again counts
         *     anew.
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
                 * @description The id that `startUpload` gave. Versions of the CLI that leave this segment out mean the upload that began last.
                 * @example 3f2b8c1e9a7d4f60b5a1c2d3e4f50617
                 */
                upload_id: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Finish an upload in pieces
         * @description Puts the pieces together, and goes on as `uploadDatabase` does.
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
         * @description Returns statements that make the whole database again.
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
         * @description Returns the generation of the database's log, which a client asks for before it copies the database. The number is
         *     always 1. It leads the client to `exportDatabase`, whose refusal it prints.
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
         * @description The service answers with the file of the database, which an embedded replica starts from. Here it is always refused,
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
         * @description The service answers with the pages that changed, in Protocol Buffers. Here it is always refused, with a text that
         *     the client prints. The body of the request is not read.
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
         * @description Answers 200 while the server runs SQL. It needs no token and asks no database.
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
         * @description Returns the name and the version of the server that runs SQL. It needs no token and asks no database. The text is
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
         * @description A line of a cursor after the first. Its `type` says which of the six kinds it is.
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
        /** @description Any error body, in the shape that its status has. */
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
         * @description Identifies a stream across requests. Opaque and good for one use: always send the one of the latest reply. `null` in a
         *     request opens a new stream; `null` in a reply says that the stream is closed, since nothing was left on it to keep.
         * @example null
         * @example hUbR2tBkXKiRsd0pNbo8zYwzpBcvMxSvBq0f1mYp4Eo
         */
        Baton: string | null;
        /** @description Closes the stream. An open transaction is rolled back. It must be the last request of its pipeline. */
        CloseRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close";
        };
        /**
         * @description A text of SQL. Give either this or `sql_id`.
         * @example SELECT title FROM post
         */
        SQL: string | null;
        /**
         * Format: int32
         * @description The id of a text that was stored with `store_sql`. Give either this or `sql`.
         * @example 1
         */
        SQLId: number | null;
        /** @description SQL's NULL. */
        NullValue: {
            /**
             * @description Says that this is a null. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "null";
        };
        /** @description A signed integer of 64 bits. */
        IntegerValue: {
            /**
             * @description Says that this is an integer. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "integer";
            /**
             * @description The integer in decimal digits. It is a string, since a JSON number could not hold all 64 bits.
             * @example 42
             */
            value: string;
        };
        /** @description A floating-point number of 64 bits. */
        FloatValue: {
            /**
             * @description Says that this is a float. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "float";
            /**
             * Format: double
             * @description The number. `null`, only in replies, stands for infinity, which JSON cannot write.
             * @example 4.5
             */
            value: number | null;
        };
        /** @description A text. */
        TextValue: {
            /**
             * @description Says that this is a text. (enum property replaced by openapi-typescript)
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
             * @description Says that this is a blob. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "blob";
            /**
             * @description The bytes in base64 of the standard alphabet. Replies leave out the padding; requests may have it or not.
             * @example iVBORw
             */
            base64: string;
        };
        /** @description A value of SQL. Its `type` says which of the five kinds it is. */
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
         * @description One statement of SQL with its arguments. Arguments are either positional or named, never both, and there are as many
         *     as the statement has parameters. Unknown members are passed over.
         */
        Statement: {
            sql?: components["schemas"]["SQL"];
            sql_id?: components["schemas"]["SQLId"];
            /** @description Values for the positional parameters, in their order. */
            args?: components["schemas"]["Value"][];
            /** @description Values for the named parameters. */
            named_args?: components["schemas"]["NamedArgument"][];
            /**
             * @description Whether the reply is to have the rows. They are sent unless this is `false`.
             * @default true
             * @example true
             */
            want_rows?: boolean | null;
        };
        /** @description Runs one statement. */
        ExecuteRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "execute";
            stmt: components["schemas"]["Statement"];
        };
        /**
         * Format: int64
         * @description Which step of the batch, counted from 0.
         * @example 0
         */
        StepIndex: number;
        /** @description True if a step was run and succeeded. */
        OkCondition: {
            /**
             * @description Says which condition this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "ok";
            step: components["schemas"]["StepIndex"];
        };
        /** @description True if a step did not succeed. It failed or was passed over. */
        ErrorCondition: {
            /**
             * @description Says which condition this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "error";
            step: components["schemas"]["StepIndex"];
        };
        /** @description Decides whether a step of a batch is run. It can refer to earlier steps only, and conditions can be at most 100 deep. */
        Condition: components["schemas"]["OkCondition"] | components["schemas"]["ErrorCondition"] | components["schemas"]["NotCondition"] | components["schemas"]["AndCondition"] | components["schemas"]["OrCondition"] | components["schemas"]["AutocommitCondition"];
        /** @description True if another condition is false. */
        NotCondition: {
            /**
             * @description Says which condition this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "not";
            cond: components["schemas"]["Condition"];
        };
        /** @description True if all of a list of conditions are, so for an empty list. */
        AndCondition: {
            /**
             * @description Says which condition this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "and";
            /** @description The conditions. */
            conds: components["schemas"]["Condition"][];
        };
        /** @description True if one of a list of conditions is, so not for an empty list. */
        OrCondition: {
            /**
             * @description Says which condition this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "or";
            /** @description The conditions. */
            conds: components["schemas"]["Condition"][];
        };
        /** @description True while no transaction is open. Version 3 has it; `executePipeline` and `hrana2` refuse it. */
        AutocommitCondition: {
            /**
             * @description Says which condition this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "is_autocommit";
        };
        /** @description A statement of a batch and what it depends on. */
        BatchStep: {
            /** @description What must be true for the statement to be run. Without one it always is. */
            condition?: null | components["schemas"]["Condition"];
            stmt: components["schemas"]["Statement"];
        };
        /** @description Statements to run one after the other. A step that fails does not stop those after it: their conditions alone decide. */
        Batch: {
            /** @description The steps, in their order. */
            steps: components["schemas"]["BatchStep"][];
        };
        /** @description Runs several statements, each under a condition. */
        BatchRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "batch";
            batch: components["schemas"]["Batch"];
        };
        /**
         * @description Runs all statements of a text, and stops at the first that fails. Rows are not returned. Nothing is run if one of the
         *     statements cannot be parsed.
         */
        SequenceRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "sequence";
            sql?: components["schemas"]["SQL"];
            sql_id?: components["schemas"]["SQLId"];
        };
        /** @description Says what a statement takes and returns, without running it. */
        DescribeRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
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
         * @description Keeps a text of SQL on the stream, so that later requests can name it by its id. An id that is in use is refused;
         *     close it first. A stream holds 50 texts of 5,000 bytes.
         */
        StoreSQLRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "store_sql";
            sql_id: components["schemas"]["GivenSQLId"];
            /**
             * @description The text of SQL. It is not looked at until it is used.
             * @example SELECT title FROM post WHERE id = ?
             */
            sql: string;
        };
        /** @description Forgets a stored text. An id that is not in use is no error. */
        CloseSQLRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_sql";
            sql_id: components["schemas"]["GivenSQLId"];
        };
        /** @description Asks whether no transaction is open. Version 3 has it; `executePipeline` refuses it. */
        GetAutocommitRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "get_autocommit";
        };
        /** @description A request of a pipeline. Its `type` says which of the eight kinds it is. */
        StreamRequest: components["schemas"]["CloseRequest"] | components["schemas"]["ExecuteRequest"] | components["schemas"]["BatchRequest"] | components["schemas"]["SequenceRequest"] | components["schemas"]["DescribeRequest"] | components["schemas"]["StoreSQLRequest"] | components["schemas"]["CloseSQLRequest"] | components["schemas"]["GetAutocommitRequest"];
        /** @description Requests to carry out one after the other on one stream. */
        PipelineRequest: {
            baton?: components["schemas"]["Baton"];
            /** @description The requests, in their order. */
            requests: components["schemas"]["StreamRequest"][];
        };
        /**
         * Format: uri
         * @description The URL to send the next requests of the stream to. `null`, which is all that Mockplane says, means the same as before.
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
             * @description Its name.
             * @example title
             */
            name: string | null;
            /**
             * @description The type that its table declares, in upper case; `null` for an expression.
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
            /** @description The rows. Empty if the request did not want them. */
            rows: components["schemas"]["Row"][];
            /**
             * Format: int64
             * @description How many rows an INSERT, UPDATE or DELETE changed, without those that triggers changed.
             * @example 0
             */
            affected_row_count: number;
            /**
             * @description The rowid of the last row that was inserted, in decimal digits; `null` if the statement is no INSERT.
             * @example null
             */
            last_insert_rowid: string | null;
            /**
             * Format: int64
             * @description How many rows the statement read. Mockplane estimates it from the statement's plan.
             * @example 1
             */
            rows_read: number;
            /**
             * Format: int64
             * @description How many rows of tables and indexes the statement wrote. Mockplane estimates it.
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
        /** @description Why SQL failed. */
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
             *     `SQL_STORE_TOO_MANY`, `SQL_STORE_TOO_LARGE`, `BLOCKED`, …). Clients hand it on to the program.
             * @example SQLITE_CONSTRAINT
             */
            code: string;
            /**
             * @description SQLite's more exact code, if it has one.
             * @example SQLITE_CONSTRAINT_UNIQUE
             */
            extended_code?: string;
        };
        /**
         * @description The results of a batch. Both lists have an entry for each step: a step that succeeded has a result, one that failed an
         *     error, one that was passed over neither.
         */
        BatchResult: {
            /** @description The result of each step, or `null`. */
            step_results: (null | components["schemas"]["StatementResult"])[];
            /** @description The error of each step, or `null`. */
            step_errors: (null | components["schemas"]["SQLError"])[];
        };
        /** @description The batch was run. Steps of it may have failed. */
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
             * @description Its name with the prefix; `null` for a positional one.
             * @example :name
             */
            name: string | null;
        };
        /** @description What a statement takes and returns. */
        DescribeResult: {
            /** @description Its parameters, in their order. */
            params: components["schemas"]["DescribedParameter"][];
            /** @description The columns of its rows. */
            cols: components["schemas"]["Column"][];
            /**
             * @description Whether it is an EXPLAIN.
             * @example false
             */
            is_explain: boolean;
            /**
             * @description Whether it changes nothing in the database.
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
        /** @description The text is forgotten. */
        CloseSQLResponse: {
            /**
             * @description The type of the request. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_sql";
        };
        /** @description Whether a transaction is open. */
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
        /** @description The reply to a request. Its `type` is that of the request. */
        StreamResponse: components["schemas"]["CloseResponse"] | components["schemas"]["ExecuteResponse"] | components["schemas"]["BatchResponse"] | components["schemas"]["SequenceResponse"] | components["schemas"]["DescribeResponse"] | components["schemas"]["StoreSQLResponse"] | components["schemas"]["CloseSQLResponse"] | components["schemas"]["GetAutocommitResponse"];
        /** @description A request that was carried out. */
        OkResult: {
            /**
             * @description Says that the request was carried out. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "ok";
            response: components["schemas"]["StreamResponse"];
        };
        /** @description A request that failed. Those after it are carried out all the same. */
        ErrorResult: {
            /**
             * @description Says that the request failed. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "error";
            error: components["schemas"]["SQLError"];
        };
        /** @description What became of a request of a pipeline. */
        StreamResult: components["schemas"]["OkResult"] | components["schemas"]["ErrorResult"];
        /** @description What became of the requests of a pipeline. */
        PipelineResponse: {
            baton: components["schemas"]["Baton"];
            base_url: components["schemas"]["BaseURL"];
            /** @description A result for each request, in their order. */
            results: components["schemas"]["StreamResult"][];
        };
        /**
         * @description How the request breaks the protocol. A correct client never reads it.
         * @example Received an invalid baton
         */
        ProtocolViolation: string;
        /** @description Why the request as a whole was refused. */
        Error: {
            /**
             * @description One sentence for people. Clients print it.
             * @example Unauthorized: `The JWT is invalid`
             */
            error: string;
        };
        /** @description A batch whose results are to come line by line. */
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
        /** @description Says who the client is. It is the first message; from version 2 on it can be sent again with another token. */
        HelloMessage: {
            /**
             * @description Says which message this is. (enum property replaced by openapi-typescript)
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
         * @description An id of your choice; the reply carries the same one.
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
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "open_stream";
            stream_id: components["schemas"]["StreamId"];
        };
        /** @description Closes a stream, and its cursor if it has one. */
        CloseStreamRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_stream";
            stream_id: components["schemas"]["StreamId"];
        };
        /** @description Runs one statement on a stream. */
        SocketExecuteRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "execute";
            stream_id: components["schemas"]["StreamId"];
            stmt: components["schemas"]["Statement"];
        };
        /** @description Runs several statements on a stream, each under a condition. */
        SocketBatchRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
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
        /** @description Runs a batch whose results are then fetched. Until the cursor is closed the stream takes no other requests. Version 3 has it. */
        OpenCursorRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "open_cursor";
            stream_id: components["schemas"]["StreamId"];
            cursor_id: components["schemas"]["CursorId"];
            batch: components["schemas"]["Batch"];
        };
        /** @description Closes a cursor. Version 3 has it. */
        CloseCursorRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_cursor";
            cursor_id: components["schemas"]["CursorId"];
        };
        /** @description Fetches entries of a cursor. Version 3 has it. */
        FetchCursorRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "fetch_cursor";
            cursor_id: components["schemas"]["CursorId"];
            /**
             * Format: int64
             * @description How many entries to send at most. The server may send fewer.
             * @example 100
             */
            max_count: number;
        };
        /** @description Runs all statements of a text on a stream. Version 2 has it. */
        SocketSequenceRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "sequence";
            stream_id: components["schemas"]["StreamId"];
            sql?: components["schemas"]["SQL"];
            sql_id?: components["schemas"]["SQLId"];
        };
        /** @description Describes a statement. Version 2 has it. */
        SocketDescribeRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "describe";
            stream_id: components["schemas"]["StreamId"];
            sql?: components["schemas"]["SQL"];
            sql_id?: components["schemas"]["SQLId"];
        };
        /** @description Keeps a text of SQL on the connection. Version 2 has it. */
        SocketStoreSQLRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "store_sql";
            sql_id: components["schemas"]["GivenSQLId"];
            /**
             * @description The text of SQL. It is not looked at until it is used.
             * @example SELECT title FROM post WHERE id = ?
             */
            sql: string;
        };
        /** @description Forgets a stored text. Version 2 has it. */
        SocketCloseSQLRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "close_sql";
            sql_id: components["schemas"]["GivenSQLId"];
        };
        /** @description Asks whether no transaction is open on a stream. Version 3 has it. */
        SocketGetAutocommitRequest: {
            /**
             * @description Says which request this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "get_autocommit";
            stream_id: components["schemas"]["StreamId"];
        };
        /** @description A request over a WebSocket. Its `type` says which of the twelve kinds it is. */
        SocketRequest: components["schemas"]["OpenStreamRequest"] | components["schemas"]["CloseStreamRequest"] | components["schemas"]["SocketExecuteRequest"] | components["schemas"]["SocketBatchRequest"] | components["schemas"]["OpenCursorRequest"] | components["schemas"]["CloseCursorRequest"] | components["schemas"]["FetchCursorRequest"] | components["schemas"]["SocketSequenceRequest"] | components["schemas"]["SocketDescribeRequest"] | components["schemas"]["SocketStoreSQLRequest"] | components["schemas"]["SocketCloseSQLRequest"] | components["schemas"]["SocketGetAutocommitRequest"];
        /** @description Asks for something. */
        RequestMessage: {
            /**
             * @description Says which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "request";
            request_id: components["schemas"]["RequestId"];
            request: components["schemas"]["SocketRequest"];
        };
        /** @description The token is good. */
        HelloOkMessage: {
            /**
             * @description Says which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "hello_ok";
        };
        /** @description The token is not good. The server closes the connection. */
        HelloErrorMessage: {
            /**
             * @description Says which message this is. (enum property replaced by openapi-typescript)
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
        /** @description The batch was run; its results can be fetched. */
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
             * @description Says which entry this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "step_begin";
            step: components["schemas"]["StepIndex"];
            /** @description The columns of its rows. */
            cols: components["schemas"]["Column"][];
        };
        /** @description A row of the step that has begun. */
        RowEntry: {
            /**
             * @description Says which entry this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "row";
            row: components["schemas"]["Row"];
        };
        /** @description The step that has begun is done. */
        StepEndEntry: {
            /**
             * @description Says which entry this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "step_end";
            /**
             * Format: int64
             * @description How many rows an INSERT, UPDATE or DELETE changed.
             * @example 0
             */
            affected_row_count: number;
            /**
             * @description The rowid of the last row that was inserted, in decimal digits; `null` if the step is no INSERT.
             * @example null
             */
            last_insert_rowid: string | null;
        };
        /** @description A step failed, before its first row or after some. */
        StepErrorEntry: {
            /**
             * @description Says which entry this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "step_error";
            step: components["schemas"]["StepIndex"];
            error: components["schemas"]["SQLError"];
        };
        /** @description The cursor cannot go on. It is the last line. */
        ErrorEntry: {
            /**
             * @description Says which entry this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "error";
            error: components["schemas"]["SQLError"];
        };
        /** @description The cursor is done. It is the last line; its name is historical. */
        ReplicationIndexEntry: {
            /**
             * @description Says which entry this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "replication_index";
            /**
             * @description Means nothing to clients.
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
             * @description Whether these were the last.
             * @example true
             */
            done: boolean;
        };
        /** @description The reply to a request over a WebSocket. Its `type` is that of the request. */
        SocketResponse: components["schemas"]["OpenStreamResponse"] | components["schemas"]["CloseStreamResponse"] | components["schemas"]["ExecuteResponse"] | components["schemas"]["BatchResponse"] | components["schemas"]["OpenCursorResponse"] | components["schemas"]["CloseCursorResponse"] | components["schemas"]["FetchCursorResponse"] | components["schemas"]["SequenceResponse"] | components["schemas"]["DescribeResponse"] | components["schemas"]["StoreSQLResponse"] | components["schemas"]["CloseSQLResponse"] | components["schemas"]["GetAutocommitResponse"];
        /** @description The request was carried out. */
        ResponseOkMessage: {
            /**
             * @description Says which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "response_ok";
            request_id: components["schemas"]["RequestId"];
            response: components["schemas"]["SocketResponse"];
        };
        /** @description The request failed. */
        ResponseErrorMessage: {
            /**
             * @description Says which message this is. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "response_error";
            request_id: components["schemas"]["RequestId"];
            error: components["schemas"]["SQLError"];
        };
    };
    responses: {
        /**
         * @description The request breaks the protocol, or its stream is gone. What was run before stays done; an open transaction is rolled
         *     back and the stream is closed.
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
        /** @description The request carries no token that opens the database. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The token does not allow what the request asks for, such as a write with a read-only token, or the allow list of the
         *     database leaves the caller out. Nothing was run, not even what the token allows.
         */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The database does not exist, has no instance yet, or is a draft that waits for its file. */
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
        /** @description Too many requests at once. Mockplane answers so only when a fault rule asks for it. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The database is archived, itself or with its group. */
        Archived: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The database cannot answer yet. Its primary instance is still being provisioned. */
        ServiceUnavailable: {
            headers: {
                /** @description In how many seconds to try again. */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The request breaks the protocol (text), or the statement was refused before it was run (JSON): it cannot be parsed, its
         *     arguments do not fit, or it is blocked.
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
        /** @description SQLite failed, for a constraint or a lock for one. */
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
        /** @description The body is not a SQLite file that can be used. The rows stay as they were. */
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
        /** @description The request does not give a size that Mockplane takes. */
        SizeRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /** @description The piece does not have the size that the upload announced. */
        PieceRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /** @description The database does not exist, or has no such upload. */
        UploadNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Pieces are missing, or together they are not a SQLite file that can be used. The rows stay as they were. */
        UploadRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /** @description There are no embedded replicas. A client prints the text. */
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
         * @description The id that `startUpload` gave. Versions of the CLI that leave this segment out mean the upload that began last.
         * @example 3f2b8c1e9a7d4f60b5a1c2d3e4f50617
         */
        UploadId: string;
        /**
         * @description The number of the piece, from 0.
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
        /** @description Bytes of a SQLite file. */
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
            /** @description Version 2 is spoken. */
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
            /** @description The pipeline was carried out. Each result says whether its request was. */
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
            /** @description Version 3 is spoken. */
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
            /** @description The pipeline was carried out. Each result says whether its request was. */
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
            /** @description The batch was run. Steps of it may have failed. */
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
            /** @description The batch was run. Steps of it may have failed. */
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
                     * @description Bytes of the file. Mockplane takes 256 MiB.
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
                         * @description Bytes of each piece but the last.
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
                 * @description The id that `startUpload` gave. Versions of the CLI that leave this segment out mean the upload that began last.
                 * @example 3f2b8c1e9a7d4f60b5a1c2d3e4f50617
                 */
                upload_id: components["parameters"]["UploadId"];
                /**
                 * @description The number of the piece, from 0.
                 * @example 0
                 */
                chunk_number: components["parameters"]["ChunkNumber"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["File"];
        responses: {
            /** @description The piece was taken. The body is empty. */
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
                 * @description The id that `startUpload` gave. Versions of the CLI that leave this segment out mean the upload that began last.
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
