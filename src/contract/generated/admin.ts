// Generated from spec/admin by npm run generate. Do not edit.

export interface paths {
    "/_mockplane/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the health
         * @description Returns the version, the mode and the clock of a running Mockplane. A script that starts Mockplane can call this
         *     operation until it responds.
         *
         *     A load balancer can use it as its readiness check: after `SIGTERM` the response is 503 for the time of `--drain`, while
         *     the server still serves all other requests.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/backup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Copy the data directory
         * @description Sends a copy of everything that the server keeps, as a data directory for `--data`: the state and the rows of all its
         *     sandboxes. Requests are answered meanwhile. The copy has every write that was acknowledged before this request, and
         *     no write in part; each database of SQL is copied as it is at one moment. `mockplane backup DIR` writes it into a
         *     directory.
         *
         *     The copy is a stream of events. An event `file` has a piece of a file; the pieces of a file follow each other. The
         *     event `end` comes last: without it the copy is not whole. A sandbox that another server has open, in a directory that
         *     they share (`--shared-data`), is not in the copy, and `end` names it. Fault rules and journals are not kept at all.
         */
        get: operations["getBackup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/sandboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sandboxes
         * @description Lists the sandboxes: `default` first, the others by name.
         */
        get: operations["listSandboxes"];
        put?: never;
        /**
         * Create a sandbox
         * @description Creates a sandbox that stays until you delete it, and returns the token that opens it.
         *
         *     You do not need this operation for a sandbox with the settings of the server: the first request with the sandbox's
         *     token creates it.
         *
         *     A server that was started with `--stateless` takes only `name`, `edition` and `clock`.
         */
        post: operations["createSandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/sandboxes/{sandboxName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the sandbox. An unknown name returns 404.
                 * @example worker-1
                 */
                sandboxName: components["parameters"]["SandboxPath"];
            };
            cookie?: never;
        };
        /**
         * Get a sandbox
         * @description Returns a sandbox with the token that opens it. This call does not count as a use of the sandbox.
         */
        get: operations["getSandbox"];
        put?: never;
        post?: never;
        /**
         * Delete a sandbox
         * @description Deletes a sandbox with its state, in a data directory too. Its waiting requests end without an answer, and the streams
         *     of its journal end. You can use the name again. You cannot delete `default`.
         */
        delete: operations["deleteSandbox"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset a sandbox
         * @description Resets a sandbox:
         *
         *     - The state becomes the initial state: the story of the contracts' examples, only its users and organizations
         *       (`--empty`), or a snapshot. All later changes are lost, also in a data directory.
         *     - The clock returns to its initial setting: by default it runs with the real time, or it has the time of the
         *       snapshot.
         *     - The mode of transitions returns to its initial setting, and all fault rules are deleted.
         *
         *     The journal stays; `clearExchanges` clears it. The request has no body.
         */
        post: operations["reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Save the state
         * @description Returns the whole state as one JSON document. Save it in a file, and load it with `putSnapshot` or `--snapshot`. It
         *     contains the test keys that sign database tokens, and the hashes of platform API tokens, but not the tokens
         *     themselves.
         */
        get: operations["getSnapshot"];
        /**
         * Load a state
         * @description Replaces the whole state with a snapshot, and sets the clock to the clock of the snapshot. If the snapshot
         *     has no `clock`, the clock stays as it is. Fault rules, the mode of
         *     transitions and the journal do not change. A later `reset` restores the initial state of the server, not this
         *     snapshot.
         *
         *     Mockplane loads a snapshot completely or not at all. A snapshot is valid if it fits its schema and
         *
         *     - these are unique: ids and UUIDs in their table, usernames, slugs, the database names of an organization, the names
         *       of a database's instances that are not destroyed, the names and the hashes of tokens, memberships, the months of
         *       an instance, the pending transition of a resource, the key of a row in its
         *       collection;
         *     - every row that another row names exists: users, organizations, databases, instances, the resource of a transition;
         *     - the user `octocat`, to whom the server's token belongs, exists;
         *     - each organization has one owner; the owner of a personal organization is the user whose name is its slug;
         *     - the name of a database and the slug of its organization together fit into a hostname;
         *     - if a database has instances that are not destroyed, exactly one of them is the primary;
         *     - only a destroyed instance has the time of its destruction;
         *     - the resource of each pending transition has the status in which the transition starts, and the status after is one
         *       in which it ends;
         *     - the `details` of each lambda instance fit the Lambda contract;
         *     - the bytes of each file are in base64, and `size` is their number.
         */
        put: operations["putSnapshot"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the clock
         * @description Returns the time of the clock, whether it runs, and how many transitions wait for it.
         */
        get: operations["getClock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Stop, start or set the clock
         * @description Sets the time of the clock, stops it, or runs it. Omitted properties stay as they are. A stopped clock moves only
         *     when you advance or set it. When you run it again, it continues from its current time.
         *
         *     If you set the clock, everything that is due until then happens first, in order. You cannot set the clock back.
         */
        patch: operations["updateClock"];
        trace?: never;
    };
    "/_mockplane/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Advance the clock
         * @description Advances the clock, whether it runs or is stopped. Everything that is due on the way happens before the response, in
         *     order and each at its own time. The clock cannot pass the year 9999.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List pending transitions
         * @description Returns when transitions happen, and lists the pending transitions in the order in which they will happen.
         */
        get: operations["getTransitions"];
        /**
         * Set when transitions happen
         * @description Sets the mode of future transitions. It also changes pending transitions:
         *
         *     - `immediate` completes all of them, in order, before the response.
         *     - `after` gives a time, counted from now, to those that have none.
         *     - `manual` removes their times, so that only `stepTransitions` completes them.
         */
        put: operations["setTransitions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/transitions/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete pending transitions
         * @description Completes the next pending transition now, or the next few, in any mode. The clock does not move. Transitions with a
         *     time come first, the earliest before the others. The rest follow in the order in which they began.
         *
         *     If nothing is pending, nothing happens, and `made` is empty.
         */
        post: operations["stepTransitions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/groups/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive a group
         * @description Archives a group, as the service does with a group of the free plan after ten days without use. Until you call
         *     `unarchiveGroup` of the Turso API, its databases return 502 for SQL, and `createDatabase` is refused in this group.
         *     Open streams end. Archiving an archived group changes nothing.
         */
        post: operations["archiveGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/invites/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invite
         * @description Accepts the pending invite of an address, like its owner on the vendor's page. The user with this address becomes a
         *     member with the role of the invite, and the invite is deleted. If no user has this address, Mockplane creates one.
         */
        post: operations["acceptInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add to the usage
         * @description Adds to the rows that an instance has read and written in the current month of the clock, and replaces the bytes that
         *     it stores. `getDatabaseUsage` of the Turso API shows the result at once.
         */
        post: operations["addUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List fault rules
         * @description Lists the fault rules in the order in which Mockplane tries them, including rules that no longer fire.
         */
        get: operations["listFaults"];
        put?: never;
        /**
         * Create a fault rule
         * @description Makes requests to one operation, or to all operations, fail from now on. Mockplane tries the rule after the existing
         *     ones. The rule ends after it has fired `count` times, when you delete it, or with a reset.
         */
        post: operations["createFault"];
        /**
         * Delete all fault rules
         * @description Deletes all fault rules. Ids are not reused until a reset.
         */
        delete: operations["deleteFaults"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/faults/{faultId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the fault rule. An invalid id returns 404.
                 * @example 1
                 */
                faultId: components["parameters"]["FaultId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a fault rule
         * @description Deletes a fault rule. Requests that it has delayed still get a response.
         */
        delete: operations["deleteFault"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List exchanges
         * @description Lists exchanges in short, the newest last. Without `after`, it returns the latest matching exchanges. With `after`,
         *     it returns the earliest matching exchanges after this id. To read the journal from its start, begin with `after=0`
         *     and continue with the `next` of each response until it is absent.
         *
         *     With `sandbox=*`, the list has the exchanges of all open sandboxes in the order in which they ended. `after` and
         *     `next` are then a `sequence`. A sandbox loses its exchanges when it is deleted, dropped or, in a data directory,
         *     closed.
         */
        get: operations["listExchanges"];
        put?: never;
        post?: never;
        /**
         * Clear the journal
         * @description Deletes all exchanges. Ids are not reused.
         */
        delete: operations["clearExchanges"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/exchanges/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the journal
         * @description Sends an event for each new exchange when it ends. The stream does not end; close the connection.
         *
         *     Each event has the `id` of the exchange, the type `exchange`, and as `data` the exchange in short (the schema
         *     `Exchange`) in one line of JSON. Use `getExchange` for the details. Lines that start with a colon only keep the
         *     connection open. After an interruption, send the last id as `Last-Event-ID`, as `EventSource` does, to get the
         *     missed events first. If the server has not reached this id yet, the id is from an earlier server, and the stream
         *     starts with all exchanges.
         *
         *     If a client reads so slowly that the journal has dropped the next exchanges, the stream continues with the oldest
         *     exchange in the journal. A line that starts with a colon has the number of skipped exchanges. The stream ends with
         *     the sandbox.
         *
         *     With `sandbox=*`, the stream has the exchanges of all sandboxes, including sandboxes created later. The `id` of an
         *     event is then the `sequence` of its exchange, and the stream ends with the server.
         */
        get: operations["streamExchanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/exchanges/{exchangeId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the exchange. An invalid id returns 404.
                 * @example 1
                 */
                exchangeId: components["parameters"]["ExchangeId"];
            };
            cookie?: never;
        };
        /**
         * Get an exchange
         * @description Returns an exchange with all details: both messages with their headers and bodies, and the steps of Mockplane. `…`
         *     replaces credentials.
         */
        get: operations["getExchange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/organizations/{organization}/databases/{database}/jwks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The slug of the organization. An invalid slug returns 404.
                 * @example my-org
                 */
                organization: components["parameters"]["Organization"];
                /**
                 * @description The name of the database. An invalid name returns 404.
                 * @example my-db
                 */
                database: components["parameters"]["Database"];
            };
            cookie?: never;
        };
        /**
         * Get the keys of a database
         * @description Returns the public key that verifies the tokens of a database, as a JSON Web Key Set. `invalidateDatabaseTokens` of
         *     the Turso API replaces the key. The response then has only the new key, and earlier tokens no longer verify.
         */
        get: operations["getDatabaseKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mockplane/tokens/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify a database token
         * @description Returns whether a token opens a database now. A token is valid if the current key of an existing database signed it,
         *     and it has not expired by the clock. Like libSQL's server, Mockplane accepts a token for one minute after its `exp`.
         *     An invalid token is not an error: the response has the reason.
         */
        post: operations["verifyDatabaseToken"];
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
         * @description The name of a sandbox. Every server has the sandbox `default`.
         * @example worker-1
         */
        SandboxName: string;
        /** @description An invalid part of a request. */
        Violation: {
            /**
             * @description The place: a JSON Pointer into the message, which has the members `path`, `query`, `header` and `body`. If
             *     Mockplane did not send a response because it breaks the contract, the pointer is a place in this response.
             * @example /body/by
             */
            pointer: string;
            /**
             * @description The defect, in words that continue the name of the place.
             * @example is required
             */
            message: string;
        };
        /** @description Why a request was refused (RFC 9457). */
        Problem: {
            /**
             * @description Always `about:blank`. The status is the type of the problem.
             * @example about:blank
             * @constant
             */
            type: "about:blank";
            /**
             * @description The status in words.
             * @example Not found
             */
            title: string;
            /**
             * Format: int32
             * @description The HTTP status of the response.
             * @example 404
             */
            status: number;
            /**
             * @description A sentence for people about this request.
             * @example there is no fault rule 9
             */
            detail: string;
            /** @description The invalid parts of the request. Absent if the problem is not in one of its parts. */
            violations?: components["schemas"]["Violation"][];
        };
        /**
         * Format: date-time
         * @description A point in time, in UTC, to the millisecond.
         * @example 2023-11-16T10:00:00.000Z
         */
        Time: string;
        /**
         * @description An edition of the Turso Platform API.
         * @example 2023
         * @enum {string}
         */
        Edition: "2023" | "2026";
        /** @description How the SQL of the databases runs. */
        SqlHealth: {
            /**
             * @description The engine that keeps the rows: the SQLite of this server (`sqlite`), or the libSQL server that `--libsql` names
             *     (`libsql`).
             * @example sqlite
             * @enum {string}
             */
            engine: "sqlite" | "libsql";
            /**
             * @description Whether SQL works now. While a libSQL server is `unavailable`, requests for SQL return 503, and
             *     everything else works.
             * @example ok
             * @enum {string}
             */
            status: "ok" | "unavailable";
            /**
             * @description Why SQL does not work, and what to do.
             * @example the libSQL server at http://127.0.0.1:8080 does not answer
             */
            message?: string;
        };
        /** @description The health and the mode of Mockplane. */
        Health: {
            /**
             * @description Always `ok`. A Mockplane that is not healthy does not respond.
             * @example ok
             * @constant
             */
            status: "ok";
            /**
             * @description The version of Mockplane.
             * @example 0.1.0
             */
            version: string;
            /**
             * @description The source of the responses of the mocked APIs: the state (`sandbox`), or the examples of the contracts
             *     (`stateless`).
             * @example sandbox
             * @enum {string}
             */
            mode: "sandbox" | "stateless";
            /** @description The time of the clock. */
            now: components["schemas"]["Time"];
            /** @description The served APIs, including this one (`admin`). */
            apis: ("turso" | "lambda" | "hrana" | "admin")[];
            /** @description The edition of the Turso Platform API at the root. */
            edition: components["schemas"]["Edition"];
            /**
             * @description The place of the state: `memory`, which ends with the process, or a `directory` (`--data`).
             * @example memory
             * @enum {string}
             */
            data: "memory" | "directory";
            /** @description How the SQL of the databases runs. Absent where none is served. */
            sql?: components["schemas"]["SqlHealth"];
        };
        /**
         * @description Any text. The same seed gives the same identifiers, names and keys.
         * @example 1
         */
        Seed: string;
        /**
         * @description The plan whose limits apply; `unlimited` has none.
         * @example starter
         * @enum {string}
         */
        Plan: "unlimited" | "starter" | "scaler" | "developer" | "pro";
        /**
         * @description The hostnames of databases and instances in responses: those of the `service`, or `local`, the host and port of the
         *     request.
         * @example local
         * @enum {string}
         */
        Hostnames: "service" | "local";
        /**
         * @description A duration: a sum of numbers with units, such as `90s`, `1h30m` or `2d`. The units are `w`, `d`, `h`, `m`, `s`, `ms`,
         *     `us` (or `µs`) and `ns`; a day is 24 hours. It has no sign. Parts of a millisecond are truncated.
         * @example 90s
         * @example 1h30m
         * @example 2d
         */
        Duration: string;
        /**
         * @description Behaviour of the 2026 edition for which the vendor's documents and its service differ, or which breaks a client of the
         *     vendor. In the 2023 edition, only `recoveryWindow` has an effect.
         */
        Switches: {
            /**
             * @description The status that `createDatabase` returns for a taken database name: `400`, as the service does since July 2026, or
             *     `409`, as documented.
             * @default 400
             * @example 409
             * @enum {string}
             */
            duplicateName?: "400" | "409";
            /**
             * @description `permissions` in a request for a token of a database or group on AWS: `refuse` as the service does, or `ignore`, for
             *     the vendor's TypeScript client, which always sends them.
             * @default refuse
             * @example ignore
             * @enum {string}
             */
            permissionsOnAws?: "refuse" | "ignore";
            /**
             * @description Successful responses without a body: `empty` as documented, or `object` for `{}`, for clients that parse every
             *     body.
             * @default empty
             * @example object
             * @enum {string}
             */
            emptyReplies?: "empty" | "object";
            /**
             * @description The response of `listOrganizations`: `bare` as documented, or `wrapped` as `{"organizations": […]}`, as the
             *     vendor's TypeScript client reads it.
             * @default bare
             * @example wrapped
             * @enum {string}
             */
            organizationList?: "bare" | "wrapped";
            /**
             * @description Whether the response of `createDatabase` has `username` and `password`, as the service's has.
             * @default on
             * @example off
             * @enum {string}
             */
            legacyCredentials?: "on" | "off";
            /**
             * @description Whether the response of `createDatabase` has `IssuedCertCount` and `IssuedCertLimit`, as the service's has.
             * @default on
             * @example off
             * @enum {string}
             */
            certificateCounters?: "on" | "off";
            /** @description How long a deleted database or group can be restored, by the clock. The default is `5d`. */
            recoveryWindow?: components["schemas"]["Duration"];
            /**
             * @description How long a group can be without SQL before it is archived, by the clock, in a sandbox with the plan `starter`: a
             *     duration, or `never`.
             * @default 10d
             * @example never
             */
            archiveAfter?: string;
        };
        /**
         * @description The initial state of a sandbox, which `reset` restores: `story`, the resources of the examples; `empty`, only users
         *     and organizations; or a `snapshot`.
         * @example story
         * @enum {string}
         */
        BaselineName: "story" | "empty" | "snapshot";
        /**
         * @description When transitions happen.
         *
         *     - `immediate`: with the request that begins them.
         *     - `after`: after the duration `after` on the clock.
         *     - `manual`: when you call `stepTransitions`.
         * @example after
         * @enum {string}
         */
        TransitionMode: "immediate" | "after" | "manual";
        /** @description When transitions happen. */
        TransitionSettings: {
            mode: components["schemas"]["TransitionMode"];
            /** @description How long a transition takes, by the clock. Required if the mode is `after`, otherwise ignored. */
            after?: components["schemas"]["Duration"];
        };
        /** @description A sandbox, with its token and base URLs. */
        Sandbox: {
            /** @description The name of the sandbox. */
            name: components["schemas"]["SandboxName"];
            /**
             * @description The origin of the sandbox: `created` by `createSandbox`, by a program or with the server, or `first-use`, by the
             *     first request with its token.
             * @example created
             * @enum {string}
             */
            origin: "created" | "first-use";
            /**
             * @description The token that opens the sandbox: the server's token, `~` and the name; for `default`, only the server's token.
             * @example mockplane-token~worker-1
             */
            token: string;
            /** @description The base URLs of the APIs. They have the host of the request. */
            baseUrls: {
                /**
                 * Format: uri
                 * @description The base URL of the Turso Platform API in the edition of the sandbox.
                 * @example http://127.0.0.1:4010
                 */
                turso: string;
                /**
                 * Format: uri
                 * @description The base URL of the ~okeanos Lambda API.
                 * @example http://127.0.0.1:4010
                 */
                lambda: string;
            };
            /** @description The edition of the Turso Platform API at the root. */
            edition: components["schemas"]["Edition"];
            /** @description The seed of identifiers, names and keys. Absent for a random seed. */
            seed?: components["schemas"]["Seed"];
            plan: components["schemas"]["Plan"];
            hostnames: components["schemas"]["Hostnames"];
            /** @description The switches of the sandbox. Absent if there are none. */
            switches?: components["schemas"]["Switches"];
            baseline: components["schemas"]["BaselineName"];
            /** @description When transitions happen after a reset. `getTransitions` shows the current setting. */
            transitions: components["schemas"]["TransitionSettings"];
            /** @description When the sandbox was created, in real time. */
            createdAt: components["schemas"]["Time"];
            /** @description When a request last reached the sandbox, in real time. */
            lastUsedAt: components["schemas"]["Time"];
        };
        /**
         * @description The clock at the time of the snapshot. Loading the snapshot sets the clock to it. If a snapshot has no `clock`, loading
         *     keeps the clock as it is. `getSnapshot` always returns it.
         */
        ClockRow: {
            /** @description The time of the clock. */
            now: components["schemas"]["Time"];
            /**
             * @description Whether the clock ran.
             * @example true
             */
            running: boolean;
        };
        /**
         * @description The position in the sequence of new ids, names and keys. After loading, the sequence continues from there: with the
         *     same `--seed` the same values follow, and no value comes twice. Without it, the sequence continues from its current
         *     position.
         */
        GeneratorRow: {
            /**
             * Format: int64
             * @description The number of parts already used.
             * @example 12
             */
            position: number;
        };
        /**
         * @description The name of a user.
         * @example octocat
         */
        Username: string;
        /**
         * Format: email
         * @description An email address.
         * @example octocat@example.com
         */
        EmailAddress: string;
        /** @description A user. */
        UserRow: {
            username: components["schemas"]["Username"];
            /** @description The address of the user. The default is the username at `example.com`. */
            email?: components["schemas"]["EmailAddress"];
            /**
             * @description The full name. The default is the username.
             * @example The Octocat
             */
            name?: string;
            /**
             * @description The URL of the user's picture. The default is empty.
             * @example
             */
            avatarUrl?: string;
            /**
             * @description Whether the user uses multi-factor authentication. The default is false.
             * @example false
             */
            mfa?: boolean;
            /** @description All sessions from before this time have ended. Absent if no session was ended. */
            sessionsValidFrom?: components["schemas"]["Time"];
        };
        /**
         * @description The unique slug of a Turso organization.
         * @example my-org
         */
        OrganizationSlug: string;
        /** @description A Turso organization. */
        OrganizationRow: {
            slug: components["schemas"]["OrganizationSlug"];
            /**
             * @description The name of the organization. A personal one is called `personal`.
             * @example My Org
             */
            name: string;
            /**
             * @description The type: `personal`, a user's own organization, whose slug is the username; or `team`, an organization of several
             *     users.
             * @example team
             * @enum {string}
             */
            type: "personal" | "team";
            /**
             * Format: uuid
             * @description The UUID of the organization. By default it is derived from the slug.
             * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
             */
            id?: string;
            /**
             * @description The name of the plan. The default is `starter`.
             * @example scaler
             */
            plan?: string;
            /**
             * @description The billing period, `monthly` or `yearly`. The default is empty, as for a free plan.
             * @example monthly
             * @enum {string}
             */
            timeline?: "" | "monthly" | "yearly";
            /**
             * @description Whether usage beyond the quotas is allowed and billed. The default is false.
             * @example false
             */
            overages?: boolean;
            /**
             * @description Whether every member must use multi-factor authentication. The default is false.
             * @example false
             */
            requireMfa?: boolean;
            /**
             * @description Whether reads are refused. The default is false.
             * @example false
             */
            blockedReads?: boolean;
            /**
             * @description Whether writes are refused. The default is false.
             * @example false
             */
            blockedWrites?: boolean;
            /**
             * @description The manager of the organization, other than the vendor. The default is empty.
             * @example
             */
            platform?: string;
            /**
             * @description Whether deleted databases and groups can be restored. The default is true.
             * @example true
             */
            restoreEnabled?: boolean;
            /**
             * @description The billing customer, as in the request. The default is empty.
             * @example {}
             */
            billing?: Record<string, never>;
        };
        /** @description The membership of a user in an organization. */
        MemberRow: {
            organization: components["schemas"]["OrganizationSlug"];
            username: components["schemas"]["Username"];
            /**
             * @description The role of the user. An organization has one `owner`.
             * @example owner
             * @enum {string}
             */
            role: "owner" | "admin" | "member" | "viewer";
        };
        /**
         * @description The name of a Turso database, unique in its organization.
         * @example my-db
         */
        DatabaseName: string;
        /**
         * @description The 32-byte seed of an Ed25519 private key in unpadded base64url. With it, tokens that were created before the
         *     snapshot are still valid after it is loaded. Use only test keys, never a key that protects anything.
         * @example BarxcxEybQX7_sixcyujtYPP6ZDTtyyVSodZVC0kDQw
         */
        SigningKey: string;
        /** @description A Turso database. */
        DatabaseRow: {
            /**
             * Format: uuid
             * @description The UUID of the database (`DbId`).
             * @example 444f7e33-ea1d-11ed-afb4-d228a44fc89f
             */
            id: string;
            organization: components["schemas"]["OrganizationSlug"];
            name: components["schemas"]["DatabaseName"];
            /** @description When the database was created. */
            createdAt: components["schemas"]["Time"];
            /** @description The key that signs the tokens of the database. */
            signingKey: components["schemas"]["SigningKey"];
            /**
             * @description The rows of the database: a SQLite file in base64. Absent if it has never stored anything.
             * @example U1FMaXRlIGZvcm1hdCAzAA==
             */
            contentBase64?: string;
            /**
             * @description SQL statements that fill the database on first use. Use them to write rows by hand. They have no effect if
             *     `contentBase64` is present.
             * @example CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)
             */
            initialSql?: string;
            /**
             * Format: uuid
             * @description The UUID of the group. Absent for a database without a group.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            groupId?: string;
            /**
             * Format: uuid
             * @description The UUID of the database that this one was branched from. Absent if the database is not a branch.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            parentId?: string;
            /** @description The name of the parent at that time. Absent if the database is not a branch. */
            parentName?: components["schemas"]["DatabaseName"];
            /**
             * @description When the database was branched, or the moment in the past that it was restored to. Absent if the database is not a
             *     branch.
             */
            branchedAt?: components["schemas"]["Time"];
            /**
             * @description The engine. The default is `libsql`.
             * @example libsql
             * @enum {string}
             */
            engine?: "libsql" | "tursodb";
            /**
             * @description Whether the database is the schema of others. The default is false.
             * @example false
             */
            isSchema?: boolean;
            /**
             * Format: uuid
             * @description The UUID of the database that is its schema. Absent if it has none.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            schemaId?: string;
            /**
             * @description The size limit, as in the request. Absent if there is no limit.
             * @example 1gb
             */
            sizeLimit?: string;
            /**
             * @description Whether other databases may attach it. The default is false.
             * @example false
             */
            allowAttach?: boolean;
            /**
             * @description Whether reads are refused. The default is false.
             * @example false
             */
            blockReads?: boolean;
            /**
             * @description Whether writes are refused. The default is false.
             * @example false
             */
            blockWrites?: boolean;
            /**
             * @description Whether the database is protected from deletion. The default is false.
             * @example false
             */
            deleteProtection?: boolean;
            /**
             * @description The allowed addresses. If absent or empty, all addresses are allowed.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            allowedIps?: string[];
            /**
             * @description The allowed AWS endpoints. If absent or empty, all endpoints are allowed.
             * @example [
             *       "vpce-0a1b2c3d4e5f67890"
             *     ]
             */
            allowedVpcs?: string[];
            /**
             * @description The cipher of the encryption. Absent if the database is not encrypted. Mockplane does not store the key.
             * @example aes256gcm
             */
            encryptionCipher?: string;
            /**
             * @description The status: a `draft` waits for an upload of its data. The default is `ready`.
             * @example ready
             * @enum {string}
             */
            state?: "ready" | "draft";
            /** @description When the database was archived, separately from its group. Absent if it is not. */
            archivedAt?: components["schemas"]["Time"];
        };
        /**
         * @description The name of a Turso instance, unique in its database.
         * @example robust-pyro
         */
        InstanceName: string;
        /**
         * Format: int64
         * @description A count of rows or bytes.
         * @example 1011
         */
        Count: number;
        /** @description A Turso instance. */
        InstanceRow: {
            /**
             * Format: uuid
             * @description The UUID of the instance.
             * @example 424a1738-cef9-11ed-b40d-c68341370672
             */
            uuid: string;
            organization: components["schemas"]["OrganizationSlug"];
            database: components["schemas"]["DatabaseName"];
            name: components["schemas"]["InstanceName"];
            /**
             * @description The first instance of the database (`primary`) or a copy of it (`replica`).
             * @example primary
             * @enum {string}
             */
            type: "primary" | "replica";
            /**
             * @description The code of the location that the instance runs in.
             * @example ord
             */
            region: string;
            /**
             * @description The 14 hexadecimal digits that the hostname starts with. The rest follows from the database and the organization.
             * @example e784ee57c52d83
             */
            hostname14: string;
            /**
             * @description Whether the instance can be queried.
             * @example ready
             * @enum {string}
             */
            status: "provisioning" | "ready" | "failed" | "destroyed";
            /**
             * @description Why the instance failed. Absent if it did not fail, or if no reason is known.
             * @example failed by a fault rule
             */
            failureMessage?: string;
            /** @description The bytes that the instance stores. */
            storageBytes: components["schemas"]["Count"];
            /** @description When the instance was created. */
            createdAt: components["schemas"]["Time"];
            /** @description When the instance was destroyed. Present only if the status is `destroyed`. */
            destroyedAt?: components["schemas"]["Time"];
        };
        /**
         * @description A calendar month, in UTC.
         * @example 2023-11
         */
        Month: string;
        /** @description The usage of an instance in one month, or in one hour of it. */
        UsageRow: {
            /**
             * Format: uuid
             * @description The UUID of the instance.
             * @example 424a1738-cef9-11ed-b40d-c68341370672
             */
            instance: string;
            month: components["schemas"]["Month"];
            /** @description Rows read in that time. */
            rowsRead: components["schemas"]["Count"];
            /** @description Rows written in that time. */
            rowsWritten: components["schemas"]["Count"];
            /**
             * Format: uuid
             * @description The UUID of the database. Absent for an instance of `instances`, which names its database.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            database?: string;
            /** @description When the hour began. The default is the first hour of the month. */
            hour?: components["schemas"]["Time"];
            /** @description Bytes that replicas synced in that time. The default is none. */
            bytesSynced?: components["schemas"]["Count"];
            /** @description The stored bytes at the last measurement in that time. Absent if there was none. */
            storageBytes?: components["schemas"]["Count"];
        };
        /** @description A Turso platform API token. A snapshot does not contain the token itself. */
        APITokenRow: {
            /**
             * @description The id of the token, a UUID in unpadded base64url.
             * @example 6FnEr-6fEe2rsyLfpvsWuA
             */
            id: string;
            /**
             * @description The name of the token, unique among the user's tokens.
             * @example my-token
             */
            name: string;
            /** @description The user to whom the token belongs. */
            username: components["schemas"]["Username"];
            /**
             * @description The SHA-256 of the token, in hexadecimal. Absent for a token of the story, which has no known value.
             * @example 453f04475d9d56a49e16dd43b429a3291812de2bb57d83a2563119464fe4ed91
             */
            hash?: string;
            /** @description When the token was created. */
            createdAt: components["schemas"]["Time"];
            /** @description The organization that the token is restricted to. Absent for an unrestricted token. */
            organization?: components["schemas"]["OrganizationSlug"];
            /**
             * Format: uuid
             * @description The UUID of the group that the token is restricted to. Absent for a token without this restriction.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            groupId?: string;
            /**
             * @description The permissions of the token in its group. Present only if the token is restricted to a group.
             * @example [
             *       "read",
             *       "db:create"
             *     ]
             */
            scopes?: string[];
        };
        /** @description A lambda instance. */
        LambdaInstanceRow: {
            /**
             * Format: int32
             * @description The number of the lambda instance. New instances continue from the largest number.
             * @example 3
             */
            id: number;
            /**
             * Format: uuid
             * @description The UUID of the lambda instance.
             * @example 2b7f3c58-8d24-4e0f-a1f9-7c5e9d3b6a33
             */
            uuid: string;
            /**
             * @description The name of the lambda instance. Names may repeat.
             * @example Word count
             */
            name: string;
            /**
             * @description The status of the lambda instance.
             * @example STARTED
             * @enum {string}
             */
            status: "STARTED" | "STOPPED" | "PENDING" | "STARTING" | "STOPPING" | "DESTROYING" | "DESTROYED" | "SCALING_UP" | "SCALING_DOWN" | "FAILED";
            /**
             * @description Why the lambda instance failed. Empty unless the status is `FAILED`.
             * @example
             * @example Cyclades VMs out of limit
             */
            failureMessage: string;
            /** @description The `details` that `getLambdaInstance` returns. The object is open, but must fit the Lambda contract. */
            details: {
                [key: string]: unknown;
            };
            /**
             * @description Whether the lambda instance ever got machines. They count against the quota of its project until the instance
             *     fails or is destroyed. False if the quota did not allow the instance.
             * @default true
             * @example true
             */
            hasMachines?: boolean;
            /** @description When the lambda instance was created. */
            createdAt: components["schemas"]["Time"];
        };
        /**
         * Format: int64
         * @description The number of a transition, counting up in the order in which they begin.
         * @example 1
         */
        TransitionId: number;
        /**
         * @description The kind of transition: a new Turso instance or a new location of a group becomes ready, a group moves to AWS, or a
         *     lambda instance is created, started, stopped or destroyed. Handlers of your own name kinds of their own.
         * @example instance-ready
         * @example order-shipped
         */
        TransitionKind: string;
        /**
         * @description The resource of a transition. For a Turso instance: its organization, database and name, such as
         *     `my-org/my-db/robust-pyro`. For a location of a group: its organization, group and code. For a lambda instance: its
         *     UUID. For a row of a collection of your handlers: its collection and key, such as `orders/7`.
         * @example my-org/my-db/robust-pyro
         * @example c5a8d2f0-9e17-4c6b-8f31-5b4c3d2e1f55
         */
        ResourceName: string;
        /**
         * @description A status of the resource. For a Turso instance: `provisioning`, `ready` or `failed`. For a lambda instance: a status
         *     of `getLambdaInstanceStatus`. For a row of a collection: a status that your handlers name.
         * @example STARTED
         */
        ResourceStatus: string;
        /** @description A pending transition. */
        TransitionRow: {
            id: components["schemas"]["TransitionId"];
            kind: components["schemas"]["TransitionKind"];
            resource: components["schemas"]["ResourceName"];
            /** @description The status after. It is the failed status if the transition will fail. */
            to: components["schemas"]["ResourceStatus"];
            /**
             * @description Why the transition will fail. Absent or empty if it will succeed.
             * @example
             * @example Cyclades VMs out of limit
             */
            failureMessage?: string;
            /** @description When the transition is due, by the clock. Absent if only `stepTransitions` completes it. */
            dueAt?: components["schemas"]["Time"];
        };
        /** @description A file uploaded to the Lambda API. */
        UserFileRow: {
            /**
             * Format: int32
             * @description The number of the file. New files continue from the largest number.
             * @example 1
             */
            id: number;
            /**
             * @description The name of the uploaded file.
             * @example wordcount.jar
             */
            name: string;
            /**
             * @description The description of the file. Empty if it has none.
             * @example Counts words
             */
            description: string;
            /** @description The user who uploaded the file. */
            owner: components["schemas"]["Username"];
            /**
             * @description The length of the file in bytes.
             * @example 20
             */
            size: components["schemas"]["Count"];
            /**
             * @description The bytes of the file in padded base64.
             * @example dGhlIGJ5dGVzIG9mIHRoZSBqYXI=
             */
            contentBase64: string;
        };
        /**
         * @description The code of a location.
         * @example aws-us-east-1
         * @example ord
         */
        LocationCode: string;
        /** @description A location of a group, with the instance that its databases share there. */
        GroupLocationRow: {
            code: components["schemas"]["LocationCode"];
            /**
             * Format: uuid
             * @description The UUID of the instance.
             * @example 073216e4-61d4-47af-b76e-837d116fecad
             */
            instance: string;
            /**
             * Format: int32
             * @description The position in the order in which the locations were added; 0 for the primary. The default is the position in the
             *     list.
             * @example 0
             */
            position?: number;
            /**
             * @description The 14 hexadecimal digits that hostnames of instances on Fly.io start with.
             * @example e784ee57c52d83
             */
            hostname14: string;
            /**
             * @description Whether the databases can be queried there.
             * @example ready
             * @enum {string}
             */
            status: "provisioning" | "ready" | "failed";
            /**
             * @description Why the instance failed. Absent if it did not fail, or if no reason is known.
             * @example failed by a fault rule
             */
            failureMessage?: string;
            /** @description When the location was added. */
            createdAt: components["schemas"]["Time"];
        };
        /** @description A group of Turso databases. */
        GroupRow: {
            /**
             * Format: uuid
             * @description The UUID of the group.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            id: string;
            organization: components["schemas"]["OrganizationSlug"];
            /** @description The name of the group, unique in its organization among those that are not deleted. */
            name: components["schemas"]["DatabaseName"];
            /**
             * @description The platform: AWS or Fly.io.
             * @example aws
             * @enum {string}
             */
            platform: "aws" | "fly";
            /**
             * @description The server that it runs on.
             * @example tech-preview
             */
            version: string;
            /**
             * @description The extensions of its databases, or `all`. The default is none.
             * @example all
             */
            extensions?: "all" | string[];
            /**
             * @description Whether the group is protected from deletion. The default is false.
             * @example false
             */
            deleteProtection?: boolean;
            /** @description When the group was created. */
            createdAt: components["schemas"]["Time"];
            /** @description When the group was archived. Absent if it is not. */
            archivedAt?: components["schemas"]["Time"];
            /** @description When the group was deleted. Absent if it is not. */
            deletedAt?: components["schemas"]["Time"];
            /**
             * @description The progress of the move to AWS. The default is `none`.
             * @example none
             * @enum {string}
             */
            migrationStatus?: "none" | "pending" | "finished" | "aborted";
            /**
             * @description A remark on the move to AWS. The default is empty.
             * @example
             */
            migrationComment?: string;
            /** @description The key that signs the tokens of the group. */
            signingKey: components["schemas"]["SigningKey"];
            /** @description The locations of the group, the primary first. */
            locations: components["schemas"]["GroupLocationRow"][];
        };
        /** @description A deleted Turso database that can be restored, with its own instances and its usage. */
        DeletedDatabaseRow: {
            /**
             * Format: uuid
             * @description The UUID of the database (`DbId`).
             * @example 444f7e33-ea1d-11ed-afb4-d228a44fc89f
             */
            id: string;
            organization: components["schemas"]["OrganizationSlug"];
            name: components["schemas"]["DatabaseName"];
            /** @description When the database was created. */
            createdAt: components["schemas"]["Time"];
            /** @description The key that signs the tokens of the database. */
            signingKey: components["schemas"]["SigningKey"];
            /**
             * Format: uuid
             * @description The UUID of the group. Absent for a database without a group.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            groupId?: string;
            /**
             * Format: uuid
             * @description The UUID of the database that this one was branched from. Absent if the database is not a branch.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            parentId?: string;
            /** @description The name of the parent at that time. Absent if the database is not a branch. */
            parentName?: components["schemas"]["DatabaseName"];
            /**
             * @description When the database was branched, or the moment in the past that it was restored to. Absent if the database is not a
             *     branch.
             */
            branchedAt?: components["schemas"]["Time"];
            /**
             * @description The engine. The default is `libsql`.
             * @example libsql
             * @enum {string}
             */
            engine?: "libsql" | "tursodb";
            /**
             * @description Whether the database is the schema of others. The default is false.
             * @example false
             */
            isSchema?: boolean;
            /**
             * Format: uuid
             * @description The UUID of the database that is its schema. Absent if it has none.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            schemaId?: string;
            /**
             * @description The size limit, as in the request. Absent if there is no limit.
             * @example 1gb
             */
            sizeLimit?: string;
            /**
             * @description Whether other databases may attach it. The default is false.
             * @example false
             */
            allowAttach?: boolean;
            /**
             * @description Whether reads are refused. The default is false.
             * @example false
             */
            blockReads?: boolean;
            /**
             * @description Whether writes are refused. The default is false.
             * @example false
             */
            blockWrites?: boolean;
            /**
             * @description Whether the database is protected from deletion. The default is false.
             * @example false
             */
            deleteProtection?: boolean;
            /**
             * @description The allowed addresses. If absent or empty, all addresses are allowed.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            allowedIps?: string[];
            /**
             * @description The allowed AWS endpoints. If absent or empty, all endpoints are allowed.
             * @example [
             *       "vpce-0a1b2c3d4e5f67890"
             *     ]
             */
            allowedVpcs?: string[];
            /**
             * @description The cipher of the encryption. Absent if the database is not encrypted. Mockplane does not store the key.
             * @example aes256gcm
             */
            encryptionCipher?: string;
            /**
             * @description The status: a `draft` waits for an upload of its data. The default is `ready`.
             * @example ready
             * @enum {string}
             */
            state?: "ready" | "draft";
            /** @description When the database was archived, separately from its group. Absent if it is not. */
            archivedAt?: components["schemas"]["Time"];
            /** @description When the database was deleted. */
            deletedAt: components["schemas"]["Time"];
            /** @description When its group was deleted together with the database. Absent if only the database was deleted. */
            groupDeletedAt?: components["schemas"]["Time"];
            /** @description Its instances, if it has no group. The default is none. */
            instances?: components["schemas"]["InstanceRow"][];
            /** @description Its usage. The default is none. */
            usage?: components["schemas"]["UsageRow"][];
        };
        /** @description A pending invitation to an organization. */
        InviteRow: {
            /**
             * Format: int64
             * @description A number, unique among all invitations.
             * @example 1
             */
            id: number;
            organization: components["schemas"]["OrganizationSlug"];
            /** @description The invited address. */
            email: components["schemas"]["EmailAddress"];
            /** @description The invited user. Absent if an address was invited. */
            username?: components["schemas"]["Username"];
            /**
             * @description The role that the member will have.
             * @example member
             * @enum {string}
             */
            role: "admin" | "member" | "viewer";
            /**
             * @description The secret in the mail.
             * @example b2N0b2NhdA
             */
            token: string;
            /** @description When the invitation was sent. */
            createdAt: components["schemas"]["Time"];
        };
        /** @description An action in an organization. */
        AuditLogRow: {
            organization: components["schemas"]["OrganizationSlug"];
            /**
             * @description The action.
             * @example db-create
             */
            code: string;
            /**
             * @description Details of the action, for people.
             * @example
             */
            message: string;
            /**
             * @description The client: the CLI or another one.
             * @example web
             * @enum {string}
             */
            origin: "cli" | "web";
            /** @description The user who did it. */
            author: components["schemas"]["Username"];
            /** @description When the action happened. */
            createdAt: components["schemas"]["Time"];
            /**
             * @description The target of the action.
             * @example {
             *       "database": "my-db"
             *     }
             */
            data: Record<string, never>;
        };
        /** @description An invoice of an organization. */
        InvoiceRow: {
            organization: components["schemas"]["OrganizationSlug"];
            /**
             * @description The number of the invoice, unique in the organization.
             * @example MYORGA-00001
             */
            number: string;
            /**
             * @description Whether the invoice was issued.
             * @example issued
             * @enum {string}
             */
            type: "upcoming" | "issued";
            /**
             * @description The other properties, as the API returns them.
             * @example {
             *       "amount_due": "29.00"
             *     }
             */
            data: Record<string, never>;
        };
        /** @description An issuer whose tokens an organization accepts. */
        JwksRow: {
            organization: components["schemas"]["OrganizationSlug"];
            /**
             * @description The name of the issuer, unique in the organization.
             * @example clerk
             */
            name: string;
            /**
             * @description The URL of its keys. Mockplane does not fetch it.
             * @example https://clerk.example.com/.well-known/jwks.json
             */
            url: string;
            /**
             * @description The location. Can be empty.
             * @example aws-us-east-1
             */
            region: string;
        };
        /** @description A statement with a high usage of a database. */
        TopQueryRow: {
            /**
             * Format: uuid
             * @description The UUID of the database.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            database: string;
            /**
             * @description The statement.
             * @example SELECT id FROM users
             */
            query: string;
            /** @description When the statement ran. */
            at: components["schemas"]["Time"];
            /** @description The number of rows read. */
            rowsRead: components["schemas"]["Count"];
            /** @description The number of rows written. */
            rowsWritten: components["schemas"]["Count"];
        };
        /** @description An uploaded SQL file, from which a database can be created. */
        DumpRow: {
            /**
             * @description The last segment of the URL of the file.
             * @example gUWmwPh6T5mB0k1q0G4ZYw
             */
            id: string;
            organization: components["schemas"]["OrganizationSlug"];
            /**
             * @description The name of the file.
             * @example dump.sql
             */
            name: string;
            /**
             * @description The bytes of the file, in padded base64.
             * @example U0VMRUNUIDE7
             */
            contentBase64: string;
            /** @description When the file was uploaded. */
            createdAt: components["schemas"]["Time"];
        };
        /** @description A row of a collection, which handlers of your own keep. */
        CollectionRow: {
            /**
             * @description The name of the collection.
             * @example books
             */
            collection: string;
            /**
             * @description The key of the row, unique in its collection.
             * @example 9f1d7a34-5a31-4f5e-8f0a-2c7f1f3d8b10
             */
            key: string;
            /**
             * @description The row.
             * @example {
             *       "id": "9f1d7a34-5a31-4f5e-8f0a-2c7f1f3d8b10",
             *       "title": "Emma"
             *     }
             */
            value: Record<string, never>;
        };
        /**
         * @description The whole state of a sandbox, as tables of rows. It does not contain the fault rules, the mode of the transitions and
         *     the journal.
         *
         *     Unknown properties are refused, so that you find misspelt names in a snapshot written by hand.
         */
        Snapshot: {
            /**
             * @description Always `mockplane-snapshot`.
             * @example mockplane-snapshot
             * @constant
             */
            format: "mockplane-snapshot";
            /**
             * Format: int32
             * @description The version of the format. This Mockplane reads and writes version 1.
             * @example 1
             * @constant
             */
            version: 1;
            /** @description When the snapshot was made, in real time. Loading ignores it. */
            savedAt: components["schemas"]["Time"];
            clock?: components["schemas"]["ClockRow"];
            generator?: components["schemas"]["GeneratorRow"];
            /** @description The users. One of them is `octocat`, to whom the server's token (`--token`) belongs. */
            users: components["schemas"]["UserRow"][];
            /** @description The Turso organizations. */
            organizations: components["schemas"]["OrganizationRow"][];
            /** @description The members of the organizations, including the owners. */
            members: components["schemas"]["MemberRow"][];
            /** @description The Turso databases, with the keys that sign their tokens. */
            databases: components["schemas"]["DatabaseRow"][];
            /** @description The Turso instances in the order of their creation, including destroyed ones. */
            instances: components["schemas"]["InstanceRow"][];
            /** @description The usage of each instance and month. A month without a row has no usage. */
            usage: components["schemas"]["UsageRow"][];
            /** @description The Turso platform API tokens, with their hashes. */
            apiTokens: components["schemas"]["APITokenRow"][];
            /** @description The lambda instances. */
            lambdaInstances: components["schemas"]["LambdaInstanceRow"][];
            /** @description The pending transitions. */
            transitions: components["schemas"]["TransitionRow"][];
            /** @description The files uploaded to the Lambda API, with their bytes. */
            userFiles: components["schemas"]["UserFileRow"][];
            /** @description The groups of Turso databases, including deleted ones. The default is none. */
            groups?: components["schemas"]["GroupRow"][];
            /** @description The deleted Turso databases that can be restored. The default is none. */
            deletedDatabases?: components["schemas"]["DeletedDatabaseRow"][];
            /** @description The pending invitations to organizations. The default is none. */
            invites?: components["schemas"]["InviteRow"][];
            /** @description The audit logs of the organizations, oldest first. The default is none. */
            auditLog?: components["schemas"]["AuditLogRow"][];
            /** @description The invoices of the organizations. The default is none. */
            invoices?: components["schemas"]["InvoiceRow"][];
            /** @description The issuers whose tokens organizations accept. The default is none. */
            jwks?: components["schemas"]["JwksRow"][];
            /** @description The statements with the highest usage of the Turso databases. The default is none. */
            topQueries?: components["schemas"]["TopQueryRow"][];
            /** @description The uploaded SQL files, from which Turso databases can be created. The default is none. */
            dumps?: components["schemas"]["DumpRow"][];
            /** @description The rows of the collections that handlers of your own keep. None when absent. */
            rows?: components["schemas"]["CollectionRow"][];
        };
        /** @description A sandbox to create. The settings of the server are the defaults. */
        CreateSandboxRequest: {
            /** @description The name of the sandbox. It must not be taken. */
            name: components["schemas"]["SandboxName"];
            /** @description The edition of the Turso Platform API at the root. */
            edition?: components["schemas"]["Edition"];
            /**
             * @description Any text. The same seed gives the same identifiers, names and keys. A sandbox refuses the tokens of another one
             *     even if both have the same seed.
             */
            seed?: components["schemas"]["Seed"];
            plan?: components["schemas"]["Plan"];
            hostnames?: components["schemas"]["Hostnames"];
            switches?: components["schemas"]["Switches"];
            /** @description The initial state. If you send a `snapshot`, omit `baseline` or set it to `snapshot`. */
            baseline?: components["schemas"]["BaselineName"];
            /** @description The initial state, as `getSnapshot` returns it. */
            snapshot?: components["schemas"]["Snapshot"];
            /** @description The initial state of the clock. */
            clock?: {
                /** @description The initial time. The default is the real time. */
                now?: components["schemas"]["Time"];
                /**
                 * @description Whether the clock runs.
                 * @default true
                 * @example false
                 */
                running?: boolean;
            };
            transitions?: components["schemas"]["TransitionSettings"];
        };
        /** @description The number of loaded rows. */
        LoadedSnapshot: {
            /**
             * Format: int32
             * @description The number of Turso organizations.
             * @example 3
             */
            organizations: number;
            /**
             * Format: int32
             * @description The number of Turso databases.
             * @example 2
             */
            databases: number;
            /**
             * Format: int32
             * @description The number of Turso instances, including destroyed ones.
             * @example 2
             */
            instances: number;
            /**
             * Format: int32
             * @description The number of lambda instances, including destroyed ones.
             * @example 2
             */
            lambdaInstances: number;
            /**
             * Format: int32
             * @description How many rows of collections. Absent when there are none.
             * @example 12
             */
            rows?: number;
        };
        /** @description The clock. */
        Clock: {
            /** @description The time of the clock. */
            now: components["schemas"]["Time"];
            /**
             * @description Whether the clock runs. A stopped clock moves only when it is advanced or set.
             * @example true
             */
            running: boolean;
            /**
             * Format: int64
             * @description How far the clock is ahead of the real time; negative if it is behind.
             * @example 0
             */
            offsetMilliseconds: number;
            /**
             * Format: int32
             * @description How many transitions are pending. `getTransitions` lists them.
             * @example 1
             */
            pendingTransitions: number;
        };
        /** @description The changes to the clock. */
        ClockUpdate: {
            /** @description The new time. It must not be before the current time of the clock. */
            now?: components["schemas"]["Time"];
            /**
             * @description Whether the clock runs.
             * @example false
             */
            running?: boolean;
        };
        /**
         * @description A mocked API: `turso`, the Turso Platform API; `lambda`, the ~okeanos Lambda API; `hrana`, SQL over HTTP.
         * @example turso
         * @enum {string}
         */
        APIName: "turso" | "lambda" | "hrana" | (string & {});
        /** @description A change of status, pending or completed. */
        Transition: {
            id: components["schemas"]["TransitionId"];
            kind: components["schemas"]["TransitionKind"];
            /** @description The API that the resource belongs to. */
            api: components["schemas"]["APIName"];
            resource: components["schemas"]["ResourceName"];
            /** @description The status before. */
            from: components["schemas"]["ResourceStatus"];
            /** @description The status after. It is the failed status if a fault rule (`fail-transition`) applies. */
            to: components["schemas"]["ResourceStatus"];
            /**
             * @description Why the transition fails, for example because of a fault rule. Absent if it succeeds.
             * @example failed by a fault rule
             */
            failure?: string;
            /** @description When the transition is due, by the clock. Absent if only `stepTransitions` completes it. */
            dueAt?: components["schemas"]["Time"];
        };
        /** @description When transitions happen, and the pending transitions. */
        Transitions: {
            mode: components["schemas"]["TransitionMode"];
            /** @description How long a transition takes, by the clock. Present only if the mode is `after`. */
            after?: components["schemas"]["Duration"];
            /** @description The pending transitions, the next one first. */
            pending: components["schemas"]["Transition"][];
        };
        /**
         * @description The name of a group of Turso databases.
         * @example default
         */
        GroupName: string;
        /** @description The usage to add. Omitted counts stay as they are. */
        AddUsageRequest: {
            organization: components["schemas"]["OrganizationSlug"];
            database: components["schemas"]["DatabaseName"];
            /** @description The name of the instance. The default is the primary of the database. */
            instance?: components["schemas"]["InstanceName"];
            /** @description The rows read to add to the current month. */
            rowsRead?: components["schemas"]["Count"];
            /** @description The rows written to add to the current month. */
            rowsWritten?: components["schemas"]["Count"];
            /** @description The bytes that the instance stores. The value replaces the current one. */
            storageBytes?: components["schemas"]["Count"];
        };
        /** @description The usage of an instance in the current month. */
        MonthlyUsage: {
            /**
             * Format: uuid
             * @description The UUID of the instance.
             * @example 424a1738-cef9-11ed-b40d-c68341370672
             */
            instance: string;
            /** @description The month of the clock. */
            month: components["schemas"]["Month"];
            /** @description Rows read in that month. */
            rowsRead: components["schemas"]["Count"];
            /** @description Rows written in that month. */
            rowsWritten: components["schemas"]["Count"];
            /** @description The bytes that the instance stores now. */
            storageBytes: components["schemas"]["Count"];
        };
        /**
         * Format: int32
         * @description The number of a fault rule, counting up from 1.
         * @example 1
         */
        FaultId: number;
        /**
         * @description The `operationId` of an operation of a mocked API, `sql` for all operations that run SQL, or `*` for all operations. A
         *     request over a WebSocket that runs SQL matches `executePipeline`, `executePipelineV3`, `sql` and `*`.
         * @example createDatabase
         * @enum {string}
         */
        FaultOperation: "*" | "sql" | "abortGroupAwsMigration" | "addLocationToGroup" | "addOrganizationMember" | "authenticate" | "createAPIToken" | "createAPITokenV2" | "createBillingCustomer" | "createBillingPortal" | "createDatabase" | "createDatabaseInstance" | "createDatabaseToken" | "createDatabaseTokenV3" | "createDatabaseV3" | "createGroup" | "createGroupToken" | "createGroupTokenV3" | "createLambdaInstance" | "createOrganization" | "deleteDatabase" | "deleteDatabaseInstance" | "deleteDatabaseV3" | "deleteGroup" | "deleteInvite" | "deleteOrganization" | "deleteOrganizationInviteByEmailV2" | "deleteUserFile" | "destroyLambdaInstance" | "dumpDatabase" | "executeCursor" | "executePipeline" | "executePipelineV3" | "executeStatement" | "executeStatementBatch" | "exportDatabase" | "finishUpload" | "getBillingCustomer" | "getCurrentUser" | "getCurrentUserPlan" | "getDatabase" | "getDatabaseConfiguration" | "getDatabaseHealth" | "getDatabaseInfo" | "getDatabaseInstance" | "getDatabaseStats" | "getDatabaseUsage" | "getDatabaseV3" | "getDatabaseVersion" | "getGroup" | "getGroupAwsMigration" | "getGroupConfiguration" | "getGroupV3" | "getHranaVersion2" | "getHranaVersion3" | "getLambdaInstance" | "getLambdaInstanceStatus" | "getLatestRelease" | "getLocation" | "getOrganization" | "getOrganizationMember" | "getOrganizationSubscription" | "getOrganizationUsage" | "getPaymentMethods" | "invalidateDatabaseTokens" | "invalidateGroupTokens" | "invalidateSessions" | "inviteMember" | "inviteOrganizationMemberV2" | "listAPITokens" | "listDatabaseInstances" | "listDatabases" | "listDeletedDatabases" | "listDeletedGroups" | "listGroups" | "listGroupsV3" | "listInvites" | "listJwks" | "listLambdaInstances" | "listLocations" | "listLocationsByPlatform" | "listOrganizationAPITokens" | "listOrganizationAuditLogs" | "listOrganizationInvitesV2" | "listOrganizationInvoices" | "listOrganizationLocations" | "listOrganizationMembers" | "listOrganizationPlans" | "listOrganizations" | "listOrganizationsV2" | "listPlans" | "listTopQueries" | "listUserFiles" | "pullUpdates" | "removeJwks" | "removeLocationFromGroup" | "removeOrganizationMember" | "renameGroup" | "restoreDatabase" | "restoreGroup" | "revokeAPIToken" | "revokeOrganizationAPIToken" | "saveJwks" | "seedDatabase" | "startGroupAwsMigration" | "startLambdaInstance" | "startUpload" | "stopLambdaInstance" | "submitFeedback" | "transferDatabase" | "transferGroup" | "unarchiveGroup" | "updateBillingCustomer" | "updateDatabase" | "updateDatabaseConfiguration" | "updateGroupConfiguration" | "updateGroupDatabases" | "updateMemberRole" | "updateOrganization" | "updateSubscription" | "uploadChunk" | "uploadDatabase" | "uploadDump" | "uploadUserFile" | "validateAPIToken" | "waitForDatabaseInstance" | "waitForGroupLocation" | "wakeDatabase" | (string & {});
        /**
         * @description The effect of the rule.
         *
         *     - `respond`: Mockplane does not process the request. It returns an example of the contract with the `status`, or the
         *       rule's own `body`.
         *     - `drop`: Mockplane does not process the request. It closes the connection without a response.
         *     - `delay`: Mockplane processes the request after the delay.
         *     - `fail-transition`: Mockplane processes the request as usual, but the transition that the request begins fails.
         * @example respond
         * @enum {string}
         */
        FaultAction: "respond" | "drop" | "delay" | "fail-transition";
        /**
         * @description The value of a parameter, as text.
         * @example shop
         */
        FaultMatchText: string;
        /** @description The values that a request to the operation must have. By default the rule matches all requests. */
        FaultMatch: {
            /**
             * @description Values of path parameters, by name, as text.
             * @example {
             *       "db_name": "shop"
             *     }
             */
            path?: {
                [key: string]: components["schemas"]["FaultMatchText"];
            };
            /**
             * @description Values of query parameters, by name, as text.
             * @example {
             *       "limit": "10"
             *     }
             */
            query?: {
                [key: string]: components["schemas"]["FaultMatchText"];
            };
            /**
             * @description Properties of the body with their values. An object matches if each of its properties matches. Any other value
             *     must be equal.
             * @example {
             *       "location": "ord"
             *     }
             */
            body?: {
                [key: string]: unknown;
            };
        };
        /**
         * Format: int32
         * @description The status to return. The contract must document it for the operation. With `sql` or `*`, the rule skips operations that
         *     do not document it. Required with `respond`, and allowed only with it.
         * @example 409
         */
        FaultStatus: number;
        /**
         * @description The name of the contract's example to return. The default is the first example of the status. With `sql` or `*`, the rule
         *     skips operations without this example. Only with `respond`.
         * @example name-taken
         */
        FaultExample: string;
        /**
         * @description Headers to add to the response, by name, such as `Retry-After`. Headers that frame the message are not allowed. Only
         *     with `respond`.
         * @example {
         *       "Retry-After": "30"
         *     }
         */
        FaultHeaders: {
            [key: string]: string;
        };
        /**
         * Format: int32
         * @description How long to wait, by the clock, before the action or the processing of the request. While the clock is stopped, the
         *     request waits until you advance it. Possible with any action; required by `delay`.
         * @example 1500
         */
        FaultDelay: number;
        /**
         * @description The probability that the rule fires on a matching request. 1 (default) means always.
         * @default 1
         * @example 1
         * @example 0.25
         */
        FaultProbability: number;
        /**
         * Format: int32
         * @description The seed of the rule's random numbers. With the same seed, a rule fires on the same matching requests, for example the
         *     third and the seventh.
         * @default 1
         * @example 1
         */
        FaultSeed: number;
        /** @description A fault rule. */
        Fault: {
            id: components["schemas"]["FaultId"];
            operation: components["schemas"]["FaultOperation"];
            action: components["schemas"]["FaultAction"];
            match?: components["schemas"]["FaultMatch"];
            status?: components["schemas"]["FaultStatus"];
            example?: components["schemas"]["FaultExample"];
            /**
             * @description The response body, instead of an example. It must fit the schema of the status. Only with `respond` and one
             *     operation.
             * @example {
             *       "error": "too many databases are being created"
             *     }
             */
            body?: unknown;
            headers?: components["schemas"]["FaultHeaders"];
            delayMilliseconds?: components["schemas"]["FaultDelay"];
            probability: components["schemas"]["FaultProbability"];
            seed: components["schemas"]["FaultSeed"];
            /**
             * Format: int32
             * @description How many matching requests still pass before the rule fires. Absent for a rule without `skip`.
             * @example 2
             */
            skip?: number;
            /**
             * Format: int32
             * @description How often the rule can still fire. At 0 it no longer fires, but stays in the list. Absent if there is no limit.
             * @example 1
             */
            count?: number;
            /**
             * Format: int32
             * @description How often the rule has fired.
             * @example 0
             */
            fired: number;
            /**
             * Format: int32
             * @description How often a request matched the rule, whether it fired or not.
             * @example 0
             */
            matched?: number;
        };
        /** @description The fault rule to create. */
        CreateFaultRequest: {
            operation: components["schemas"]["FaultOperation"];
            action: components["schemas"]["FaultAction"];
            match?: components["schemas"]["FaultMatch"];
            status?: components["schemas"]["FaultStatus"];
            example?: components["schemas"]["FaultExample"];
            /**
             * @description The response body, instead of an example. It must fit the schema of the status. Only with `respond` and one
             *     operation.
             * @example {
             *       "error": "too many databases are being created"
             *     }
             */
            body?: unknown;
            headers?: components["schemas"]["FaultHeaders"];
            delayMilliseconds?: components["schemas"]["FaultDelay"];
            probability?: components["schemas"]["FaultProbability"];
            seed?: components["schemas"]["FaultSeed"];
            /**
             * Format: int32
             * @description How many matching requests pass before the rule fires.
             * @example 2
             */
            skip?: number;
            /**
             * Format: int32
             * @description How often the rule fires. By default there is no limit.
             * @example 1
             */
            count?: number;
        };
        /** @description The number of deleted items. */
        Deletion: {
            /**
             * Format: int32
             * @description The number of deleted items.
             * @example 2
             */
            deleted: number;
        };
        /**
         * @description The `operationId` of an operation.
         * @example createDatabase
         */
        OperationId: string;
        /**
         * Format: int32
         * @description The status of the response. 0 means that there was none: a fault rule dropped the connection, or the client
         *     disconnected.
         * @example 409
         */
        ExchangeStatus: number;
        /**
         * @description An HTTP method, or `WS` for a message over a WebSocket.
         * @example POST
         */
        Method: string;
        /**
         * Format: int64
         * @description The number of an exchange in its sandbox, counting up from 1. It is not reused, even if the journal is cleared.
         * @example 1
         */
        ExchangeId: number;
        /** @description A fault rule that matched a request, and its effect. */
        FaultTrace: {
            id: components["schemas"]["FaultId"];
            action: components["schemas"]["FaultAction"];
            /**
             * @description Whether the rule fired.
             * @example true
             */
            fired: boolean;
            /** @description How long the rule delayed the request, by the clock. Absent if it did not. */
            delayMilliseconds?: components["schemas"]["FaultDelay"];
            /**
             * @description Why the rule did not fire. Absent if it fired.
             * @example it is spent
             * @example it skips this request and 2 more
             * @example its probability is 0.25
             */
            reason?: string;
        };
        /** @description A SQL statement, without its arguments, and its effect. */
        ExecutedStatement: {
            /**
             * @description The text, truncated if it is long.
             * @example SELECT title FROM post
             */
            sql: string;
            /**
             * Format: int64
             * @description The number of rows read.
             * @example 2
             */
            rowsRead: number;
            /**
             * Format: int64
             * @description The number of rows written.
             * @example 0
             */
            rowsWritten: number;
            /**
             * Format: int64
             * @description The number of rows returned.
             * @example 2
             */
            rowsReturned: number;
            /** @description The error. Absent if the statement succeeded. */
            error?: {
                /**
                 * @description The code that the client received.
                 * @example SQLITE_CONSTRAINT
                 */
                code: string;
                /**
                 * @description The text that the client received.
                 * @example SQLite error: UNIQUE constraint failed: author.name
                 */
                message: string;
            };
        };
        /** @description The SQL of a request. */
        ExecutedSQL: {
            /**
             * Format: int64
             * @description The number of statements.
             * @example 1
             */
            count: number;
            /**
             * Format: int64
             * @description The total number of rows read, as counted for usage.
             * @example 2
             */
            rowsRead: number;
            /**
             * Format: int64
             * @description The total number of rows written, as counted for usage.
             * @example 0
             */
            rowsWritten: number;
            /** @description The first 50 statements. */
            statements: components["schemas"]["ExecutedStatement"][];
        };
        /** @description A request and its response, in short. */
        Exchange: {
            id: components["schemas"]["ExchangeId"];
            /** @description The name of the sandbox of the request. */
            sandbox: components["schemas"]["SandboxName"];
            /**
             * Format: int64
             * @description The number of the exchange across all sandboxes. It counts up from 1 in the order in which exchanges end. With
             *     `sandbox=*`, `after`, `next` and the ids of events are such numbers.
             * @example 1
             */
            sequence: number;
            /** @description The real time of the response, not the time of the clock. */
            at: components["schemas"]["Time"];
            /** @description The method of the request. */
            method: components["schemas"]["Method"];
            /**
             * @description The path and query of the request, as sent. For a message over a WebSocket, the target of the connection, `#` and
             *     the type of the message.
             * @example /v1/organizations/my-org/databases
             */
            target: string;
            /** @description The API of the request. Absent if the path belongs to none. */
            api?: components["schemas"]["APIName"];
            /** @description The operation of the request. Absent if none matched. */
            operation?: components["schemas"]["OperationId"];
            status: components["schemas"]["ExchangeStatus"];
            /**
             * @description The origin of the response: `sandbox`; `example` and its name; `dynamic`, for a generated body; `fault` and the id
             *     of the rule; `refused`, if the request was invalid or could not be processed; `nobody`, if the client disconnected
             *     first.
             * @example sandbox
             * @example example created
             * @example fault 1
             * @example refused
             */
            answeredBy: string;
            /**
             * @description The fault rules that matched the request, in the order in which they were tried, including those that did not
             *     fire. Absent if none matched.
             */
            faults?: components["schemas"]["FaultTrace"][];
            /**
             * @description Why the request was refused, in the words of the response, or why there is no response. Absent if it was not
             *     refused.
             * @example database with name my-db already exists
             */
            refusal?: string;
            /** @description The tolerated deviations, such as properties that the contract does not have. */
            notes: string[];
            /** @description The places where the request, or a response that was not sent, breaks the contract. */
            violations: components["schemas"]["Violation"][];
            /**
             * @description The time until the response, in real time.
             * @example 0.84
             */
            durationMilliseconds: number;
            /** @description The SQL of the request. Absent if it ran none. */
            sql?: components["schemas"]["ExecutedSQL"];
        };
        /** @description A request or a response, as sent over the network. */
        Message: {
            /** @description The headers, with names in lower case. The value of a header with a credential is `…`. */
            headers: {
                [key: string]: string;
            };
            /**
             * @description The first 64 KiB of the body as text. U+FFFD replaces bytes that are not UTF-8, and `…` replaces the values of
             *     `jwt`, `token`, `password` and `signingKey`. Absent if the body is empty.
             * @example {"name": "my-db"}
             */
            body?: string;
            /**
             * Format: int64
             * @description The length of the whole body in bytes.
             * @example 17
             */
            bodyBytes: number;
        };
        /** @description A step in the processing of a request. */
        TrailStep: {
            /**
             * @description The step: find the operation (`match`), check the credential (`authenticate`), check the request against the
             *     contract (`validate`), process it (`answer`), check the response against the contract (`check`).
             * @example validate
             * @enum {string}
             */
            step: "match" | "authenticate" | "validate" | "answer" | "check";
            /**
             * @description The result. A step is `skipped` if it was not reached.
             * @example ok
             * @enum {string}
             */
            outcome: "ok" | "refused" | "skipped";
            /**
             * @description Details for people.
             * @example createDatabase
             */
            detail?: string;
        };
        /**
         * @description A row of the state, as the store keeps it: its values by the names of the columns. Columns without a value are left
         *     out. Long texts are cut and end with `…`, which also stands in place of credentials. Bytes, such as those of a
         *     file, are replaced by their size.
         * @example {
         *       "name": "my-db",
         *       "organization": "my-org",
         *       "signingKey": "32 bytes"
         *     }
         */
        ChangedRow: {
            [key: string]: string | number;
        };
        /** @description A row that a request changed. A new row has only `after`, a deleted one only `before`. */
        RowChange: {
            /**
             * @description The table that the row belongs to.
             * @example databases
             */
            table: string;
            /** @description The row before the request. Absent for a new row. */
            before?: components["schemas"]["ChangedRow"];
            /** @description The row after the request. Absent for a deleted row. */
            after?: components["schemas"]["ChangedRow"];
        };
        /**
         * @description The rows of the state that a request changed. Rows that become due later, such as a status that follows, belong to no
         *     request, and neither do the rows of SQL in databases.
         */
        RowChanges: {
            /** @description The first 50 changed rows, in the order in which they were written. */
            rows: components["schemas"]["RowChange"][];
            /**
             * @description Whether these are all rows that the request changed.
             * @example true
             */
            complete: boolean;
        };
        /** @description A request and its response, with all details. */
        ExchangeDetails: components["schemas"]["Exchange"] & {
            /** @description The request. */
            request: components["schemas"]["Message"];
            /** @description The response. It has neither headers nor a body if none was sent. */
            response: components["schemas"]["Message"];
            /** @description The steps of Mockplane for this request. */
            trail: components["schemas"]["TrailStep"][];
            /** @description The rows of the state that the request changed. Absent when it changed none. */
            changes?: components["schemas"]["RowChanges"];
        };
        /** @description A public key as a JSON Web Key (RFC 8037). */
        JWK: {
            /**
             * @description The type of the key.
             * @example OKP
             * @constant
             */
            kty: "OKP";
            /**
             * @description The curve of the key.
             * @example Ed25519
             * @constant
             */
            crv: "Ed25519";
            /**
             * @description The algorithm of the signatures.
             * @example EdDSA
             * @constant
             */
            alg: "EdDSA";
            /**
             * @description The use of the key: signatures.
             * @example sig
             * @constant
             */
            use: "sig";
            /**
             * @description The id of the key, its thumbprint (RFC 7638). The tokens do not carry it.
             * @example fasR1jqqCjUb0hyv2dQmdodoIR42WJ_CmB1RBeo5J_I
             */
            kid: string;
            /**
             * @description The public key, 32 bytes in unpadded base64url.
             * @example LrhuLx8Qkucv3AHCtMYwmySW8XB081ShseG8tzN98rw
             */
            x: string;
        };
        /** @description The public keys of a database as a JSON Web Key Set (RFC 7517). */
        JWKSet: {
            /** @description The keys. There is always exactly one, the current key. */
            keys: components["schemas"]["JWK"][];
        };
        /** @description Whether a database token is valid, and its contents. The response also has the readable contents of an invalid token. */
        TokenVerification: {
            /**
             * @description Whether the token opens a database now, by the clock.
             * @example true
             */
            valid: boolean;
            /**
             * @description Why the token is not valid. Absent if it is valid.
             *
             *     - `malformed`: it is not a JSON Web Token signed with `EdDSA`.
             *     - `not-a-database-token`: it names no database; a platform API token, for example.
             *     - `unknown-database`: the database that it names does not exist (any more).
             *     - `wrong-signature`: the current key of the database did not sign it; the keys may have been rotated.
             *     - `expired`: it has expired.
             * @example expired
             * @enum {string}
             */
            reason?: "malformed" | "not-a-database-token" | "unknown-database" | "wrong-signature" | "expired";
            /** @description The organization of the database. Absent if the token names no existing database. */
            organization?: components["schemas"]["OrganizationSlug"];
            /** @description The database that the token opens. Absent if the token names no existing database. */
            database?: components["schemas"]["DatabaseName"];
            /**
             * @description The access that the token gives.
             * @example full-access
             * @enum {string}
             */
            access?: "full-access" | "read-only";
            /** @description When the token was created. */
            issuedAt?: components["schemas"]["Time"];
            /** @description When the token expires. Absent if it never expires. */
            expiresAt?: components["schemas"]["Time"];
        };
    };
    responses: {
        /**
         * @description The error of a status that the operation does not list. Any request can return these statuses:
         *
         *     | Status | When |
         *     | --- | --- |
         *     | 400 | The API cannot read the request. |
         *     | 404 | No operation has this path. |
         *     | 405 | The path does not have this method. The `Allow` header lists its methods. |
         *     | 413 | The body is too large. |
         *     | 415 | The body is compressed. |
         *     | 503 | The libSQL server with the rows of databases is not available, or another server has the sandbox open. |
         *     | 507 | Mockplane cannot write to its data directory. |
         */
        OtherError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The request comes from a web page of another origin, or its `Host` is neither a loopback name nor the configured host.
         *     To allow other hosts and origins, start the server with `--allowed-host` or `--allowed-origin`.
         */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no sandbox with this name. */
        SandboxNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The name of the sandbox to control. An unknown name returns 404.
         * @example default
         */
        Sandbox: components["schemas"]["SandboxName"];
        /**
         * @description The name of the sandbox. An unknown name returns 404.
         * @example worker-1
         */
        SandboxPath: string;
        /**
         * @description The id of the fault rule. An invalid id returns 404.
         * @example 1
         */
        FaultId: components["schemas"]["FaultId"];
        /**
         * @description Only exchanges of this operation, by its `operationId`.
         * @example createDatabase
         */
        Operation: components["schemas"]["OperationId"];
        /**
         * @description Only exchanges with this response status; 0 for those without a response.
         * @example 409
         */
        Status: components["schemas"]["ExchangeStatus"];
        /**
         * @description Only exchanges with this method.
         * @example POST
         */
        Method: components["schemas"]["Method"];
        /**
         * @description Only exchanges with this API.
         * @example turso
         */
        API: components["schemas"]["APIName"];
        /**
         * @description Only exchanges that contain this text in the target, the refusal, a body or a statement of SQL. Case does not matter.
         *     The search covers the bodies in the journal, which have no credentials and at most 64 KiB.
         * @example my-db
         */
        Text: string;
        /**
         * @description Only exchanges that deviate from the contract. A test ends with `deviation=any` and expects none.
         *
         *     - `refused`: the contract forbids the request: an unknown path or method, a missing credential, a value that breaks
         *       its schema. A refusal by the service's own rules, such as a taken name, does not count, although its response has
         *       `Mockplane-Answer: refused`, too.
         *     - `noted`: the exchange has notes about tolerated deviations, such as a misspelt property.
         *     - `any`: either.
         * @example any
         */
        Deviation: "refused" | "noted" | "any";
        /**
         * @description How long to wait for the first match if no exchange matches yet, at most a minute. This is real time, not the time of
         *     the sandbox's clock. With `after`, a test waits for the next call: `operation=createDatabase&after=12&wait=5s`.
         * @example 5s
         */
        Wait: components["schemas"]["Duration"];
        /**
         * @description The maximum number of exchanges to return.
         * @example 50
         */
        Limit: number;
        /**
         * @description Return the exchanges after the one with this id, oldest first. 0 starts at the oldest exchange in the journal. Without
         *     this parameter, the response has the latest exchanges. With `sandbox=*` the value is a `sequence`, not an id.
         * @example 2
         */
        After: number;
        /**
         * @description The name of the sandbox whose exchanges to show, or `*` for the exchanges of all sandboxes. An unknown name returns
         *     404.
         * @example default
         */
        SandboxOrAll: string;
        /**
         * @description The id of the exchange. An invalid id returns 404.
         * @example 1
         */
        ExchangeId: components["schemas"]["ExchangeId"];
        /**
         * @description The slug of the organization. An invalid slug returns 404.
         * @example my-org
         */
        Organization: components["schemas"]["OrganizationSlug"];
        /**
         * @description The name of the database. An invalid name returns 404.
         * @example my-db
         */
        Database: components["schemas"]["DatabaseName"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Mockplane is up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            /** @description The server is about to end. It answers other requests until then. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    getBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream of files. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            403: components["responses"]["Forbidden"];
            default: components["responses"]["OtherError"];
        };
    };
    listSandboxes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sandboxes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The sandboxes, `default` first. */
                        sandboxes: components["schemas"]["Sandbox"][];
                        /**
                         * Format: int32
                         * @description The maximum number of sandboxes, including `default` (`--max-sandboxes`).
                         * @example 256
                         */
                        limit: number;
                    };
                };
            };
            403: components["responses"]["Forbidden"];
            default: components["responses"]["OtherError"];
        };
    };
    createSandbox: {
        parameters: {
            query?: {
                /**
                 * @description The name, once more. A load balancer that reads no bodies needs it to find the server of the sandbox.
                 * @example worker-1
                 */
                sandbox?: components["schemas"]["SandboxName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The name of the sandbox, and its settings. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSandboxRequest"];
            };
        };
        responses: {
            /** @description The sandbox was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sandbox"];
                };
            };
            /** @description The body is invalid. No sandbox was created. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description The name is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The snapshot is invalid. No sandbox was created. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server is at its limit of sandboxes. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    getSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the sandbox. An unknown name returns 404.
                 * @example worker-1
                 */
                sandboxName: components["parameters"]["SandboxPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sandbox. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sandbox"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    deleteSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the sandbox. An unknown name returns 404.
                 * @example worker-1
                 */
                sandboxName: components["parameters"]["SandboxPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sandbox was deleted. The body describes it as it was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sandbox"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            /** @description The sandbox cannot be deleted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    reset: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sandbox has its initial state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The restored state: the `story` of the examples, `empty` except for users and organizations, or the
                         *     `snapshot` with which the server was started.
                         * @example story
                         * @enum {string}
                         */
                        baseline: "story" | "empty" | "snapshot";
                    };
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getSnapshot: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    putSnapshot: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The snapshot to load. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Snapshot"];
            };
        };
        responses: {
            /** @description The snapshot was loaded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadedSnapshot"];
                };
            };
            /** @description The body is missing or is not JSON. Nothing has changed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            /** @description The snapshot is invalid. Nothing has changed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    getClock: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    updateClock: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The changes to the clock. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockUpdate"];
            };
        };
        responses: {
            /** @description The clock was changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            /** @description The body is invalid, or the clock would go back. The clock has not changed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    advanceClock: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The duration. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description How far to advance the clock. 0 does not move it. */
                    by: components["schemas"]["Duration"];
                };
            };
        };
        responses: {
            /** @description The clock was advanced. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            /** @description The body is invalid, or the clock would go too far. The clock has not changed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getTransitions: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mode, and the pending transitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transitions"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    setTransitions: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description When transitions happen. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransitionSettings"];
            };
        };
        responses: {
            /** @description The mode was set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transitions"];
                };
            };
            /** @description The body is invalid. The mode has not changed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    stepTransitions: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The number of transitions, and the resource. Without a body, it is one transition. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: int32
                     * @description The maximum number of transitions to complete.
                     * @default 1
                     * @example 1
                     */
                    count?: number;
                    /** @description Complete only transitions of this resource, named as in `pending`. */
                    resource?: components["schemas"]["ResourceName"];
                };
            };
        };
        responses: {
            /** @description The response has the completed transitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The transitions that happened, in order. */
                        made: components["schemas"]["Transition"][];
                        /** @description The transitions that are still pending, the next one first. */
                        pending: components["schemas"]["Transition"][];
                    };
                };
            };
            /** @description The body is invalid. Nothing happened. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    archiveGroup: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The group. */
        requestBody: {
            content: {
                "application/json": {
                    organization: components["schemas"]["OrganizationSlug"];
                    group: components["schemas"]["GroupName"];
                };
            };
        };
        responses: {
            /** @description The group is archived. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organization: components["schemas"]["OrganizationSlug"];
                        group: components["schemas"]["GroupName"];
                        /** @description When the group was archived. */
                        archivedAt: components["schemas"]["Time"];
                    };
                };
            };
            /** @description The body is invalid. Nothing has changed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description The organization or the group does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    acceptInvite: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The invite. */
        requestBody: {
            content: {
                "application/json": {
                    organization: components["schemas"]["OrganizationSlug"];
                    email: components["schemas"]["EmailAddress"];
                };
            };
        };
        responses: {
            /** @description The user is a member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organization: components["schemas"]["OrganizationSlug"];
                        username: components["schemas"]["Username"];
                        email: components["schemas"]["EmailAddress"];
                        /**
                         * @description The role of the member.
                         * @example member
                         * @enum {string}
                         */
                        role: "owner" | "admin" | "member" | "viewer";
                    };
                };
            };
            /** @description The body is invalid. Nothing has changed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description The organization does not exist, or no invite is pending for the address. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    addUsage: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The instance and its usage. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddUsageRequest"];
            };
        };
        responses: {
            /** @description The usage was added. The body has the new totals of the instance. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonthlyUsage"];
                };
            };
            /** @description The body is invalid. The usage has not changed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description The organization, the database or the instance does not exist, or the database has no instance. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    listFaults: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fault rules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The fault rules, lowest id first. */
                        faults: components["schemas"]["Fault"][];
                    };
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    createFault: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The rule to create. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateFaultRequest"];
            };
        };
        responses: {
            /** @description The rule was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fault"];
                };
            };
            /**
             * @description The body is invalid, or the operation does not exist, does not document the status or the example, or begins no
             *     transition. No rule was created.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    deleteFaults: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No fault rule is left. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deletion"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    deleteFault: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the fault rule. An invalid id returns 404.
                 * @example 1
                 */
                faultId: components["parameters"]["FaultId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule was deleted. The body is the deleted rule. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fault"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description No rule has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    listExchanges: {
        parameters: {
            query?: {
                /**
                 * @description Only exchanges of this operation, by its `operationId`.
                 * @example createDatabase
                 */
                operation?: components["parameters"]["Operation"];
                /**
                 * @description Only exchanges with this response status; 0 for those without a response.
                 * @example 409
                 */
                status?: components["parameters"]["Status"];
                /**
                 * @description Only exchanges with this method.
                 * @example POST
                 */
                method?: components["parameters"]["Method"];
                /**
                 * @description Only exchanges with this API.
                 * @example turso
                 */
                api?: components["parameters"]["API"];
                /**
                 * @description Only exchanges that contain this text in the target, the refusal, a body or a statement of SQL. Case does not matter.
                 *     The search covers the bodies in the journal, which have no credentials and at most 64 KiB.
                 * @example my-db
                 */
                text?: components["parameters"]["Text"];
                /**
                 * @description Only exchanges that deviate from the contract. A test ends with `deviation=any` and expects none.
                 *
                 *     - `refused`: the contract forbids the request: an unknown path or method, a missing credential, a value that breaks
                 *       its schema. A refusal by the service's own rules, such as a taken name, does not count, although its response has
                 *       `Mockplane-Answer: refused`, too.
                 *     - `noted`: the exchange has notes about tolerated deviations, such as a misspelt property.
                 *     - `any`: either.
                 * @example any
                 */
                deviation?: components["parameters"]["Deviation"];
                /**
                 * @description How long to wait for the first match if no exchange matches yet, at most a minute. This is real time, not the time of
                 *     the sandbox's clock. With `after`, a test waits for the next call: `operation=createDatabase&after=12&wait=5s`.
                 * @example 5s
                 */
                wait?: components["parameters"]["Wait"];
                /**
                 * @description The maximum number of exchanges to return.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Return the exchanges after the one with this id, oldest first. 0 starts at the oldest exchange in the journal. Without
                 *     this parameter, the response has the latest exchanges. With `sandbox=*` the value is a `sequence`, not an id.
                 * @example 2
                 */
                after?: components["parameters"]["After"];
                /**
                 * @description The name of the sandbox whose exchanges to show, or `*` for the exchanges of all sandboxes. An unknown name returns
                 *     404.
                 * @example default
                 */
                sandbox?: components["parameters"]["SandboxOrAll"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The matching exchanges. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The exchanges, the newest last. */
                        exchanges: components["schemas"]["Exchange"][];
                        /**
                         * @description The id of the last exchange in this response, if later ones match; with `sandbox=*` its `sequence`.
                         *     Send it as `after` to get the next ones.
                         */
                        next?: components["schemas"]["ExchangeId"];
                    };
                };
            };
            /** @description A parameter is unknown or has an invalid value. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    clearExchanges: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The journal is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deletion"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    streamExchanges: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox whose exchanges to show, or `*` for the exchanges of all sandboxes. An unknown name returns
                 *     404.
                 * @example default
                 */
                sandbox?: components["parameters"]["SandboxOrAll"];
            };
            header?: {
                /**
                 * @description The id of the last received event. Without it, the stream starts with the next exchange.
                 * @example 2
                 */
                "Last-Event-ID"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream of exchanges. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getExchange: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the exchange. An invalid id returns 404.
                 * @example 1
                 */
                exchangeId: components["parameters"]["ExchangeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exchange. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeDetails"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description No exchange has this id, or the journal has dropped it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    getDatabaseKeys: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path: {
                /**
                 * @description The slug of the organization. An invalid slug returns 404.
                 * @example my-org
                 */
                organization: components["parameters"]["Organization"];
                /**
                 * @description The name of the database. An invalid name returns 404.
                 * @example my-db
                 */
                database: components["parameters"]["Database"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current key of the database. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JWKSet"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description The organization or the database does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    verifyDatabaseToken: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox to control. An unknown name returns 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The token. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The token, as `createDatabaseToken` of the Turso API returned it.
                     * @example eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3MDAxMjg4MDAsImlkIjoiNDQ0ZjdlMzMtZWExZC0xMWVkLWFmYjQtZDIyOGE0NGZjODlmIn0.U23j0mirYyeN4ZuVKuziScLJds9BHR1nNGgDvte5JePv_sr2YQUyKnh7GM9vjOZHdbWXZiqn1DPkoVOLDCsKAA
                     */
                    token: string;
                };
            };
        };
        responses: {
            /** @description Whether the token is valid. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenVerification"];
                };
            };
            /** @description The body is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
}
