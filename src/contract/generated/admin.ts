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
         * @description Tells that Mockplane is up, and how it runs. A script that has just started it can call this until it is answered.
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
         *     To use a sandbox with the settings of the server, you need not call this operation: the first request with the
         *     sandbox's token creates it.
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
                 * @description The name of the sandbox. If there is no sandbox with this name, the reply is 404.
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
         * Reset everything
         * @description Puts a sandbox back to where it started:
         *
         *     - The state becomes what the sandbox began with: the story that the examples of the contracts tell, its users
         *       and organizations alone (`--empty`), or a snapshot. Whatever was made since is lost, in a data directory too.
         *     - The clock returns to how it began: to the real time and running, unless the server was told otherwise, or to that of
         *       the snapshot.
         *     - The mode of transitions returns to what the server was started with, and all fault rules are deleted.
         *
         *     The journal is kept; `clearExchanges` empties it. The request has no body.
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
         * @description Returns the whole state as one JSON document, to be kept in a file and loaded with `putSnapshot` or `--snapshot`. It
         *     holds the test keys that sign database tokens, and the hashes of platform API tokens, but not the tokens themselves.
         */
        get: operations["getSnapshot"];
        /**
         * Load a state
         * @description Replaces the whole state by that of a snapshot, and sets the clock to the snapshot's. Fault rules, the mode of
         *     transitions and the journal stay as they are. A later `reset` goes back to what the server was started with, not to
         *     this snapshot.
         *
         *     A snapshot is loaded whole or not at all. It is sound when it fits its schema and
         *
         *     - what must be unique is: ids and UUIDs in their table, usernames, slugs, the database names of an organization, the
         *       names of a database's instances that are not destroyed, the names and the hashes of tokens, memberships, the months
         *       of an instance, the pending transition of a resource;
         *     - what a row names exists: users, organizations, databases, instances, the resource of a transition;
         *     - there is the user `octocat`, whom the server's own token stands for;
         *     - each organization has one owner; a personal one is owned by the user whose name is its slug;
         *     - the name of a database and the slug of its organization fit into a hostname together;
         *     - a database with instances that are not destroyed has exactly one primary among them;
         *     - a destroyed instance, and no other, says when it was destroyed;
         *     - the status of each pending transition's resource is the one that its kind starts from, and the status after one that
         *       it ends in;
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
         * @description Tells what time it is by the clock, whether the clock runs, and how much is waiting for it.
         */
        get: operations["getClock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Stop, start or set the clock
         * @description Sets the time of the clock, stops it, or lets it run; what is left out stays as it is. A stopped clock moves only
         *     when it is advanced or set. A clock that is let run goes on from the time it shows.
         *
         *     When the clock is set, everything that is due until then happens on the way, in order. The clock cannot be set back.
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
         * @description Moves the clock on, whether it runs or is stopped. Everything that is due on the way happens, in order, each thing
         *     at its own time; when the reply comes, it has happened. The clock cannot pass the year 9999.
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
         * @description Tells when transitions happen, and lists those that are pending in the order in which they will happen.
         */
        get: operations["getTransitions"];
        /**
         * Set when transitions happen
         * @description Sets the mode of the transitions that begin from now on. For those that are pending:
         *
         *     - `immediate` makes all of them, in order, before it answers.
         *     - `after` leaves their times alone, and gives a time to those that have none, counted from now.
         *     - `manual` takes their times away, so that they wait to be told.
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
         * Make pending transitions happen
         * @description Makes the next pending transition happen now, or the next few, whatever the mode; the clock does not move. Those with
         *     a time come first, the earliest before the others; the rest follow in the order in which they began.
         *
         *     When nothing is pending, nothing happens, and `made` is empty.
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
         * @description Archives a group, as the service does with groups on the free plan that nobody has used for ten days. Its databases
         *     answer SQL with 502, and `createDatabase` in it is refused, until `unarchiveGroup` of the Turso API wakes it. Open
         *     streams end. An archived group stays as it is.
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
         * @description Accepts the invite that waits for an address, as its owner would on the vendor's page. The user with this address, who
         *     is made if there is none, becomes a member with the role of the invite, and the invite goes.
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
         * @description Lists the fault rules in the order in which they are tried, those that are spent included.
         */
        get: operations["listFaults"];
        put?: never;
        /**
         * Create a fault rule
         * @description Makes requests to an operation, or to all, go wrong from now on. The rule is tried after those that exist. It ends
         *     when it is deleted, has fired `count` times, or everything is reset.
         */
        post: operations["createFault"];
        /**
         * Delete all fault rules
         * @description Deletes every fault rule. Nothing goes wrong any more. Ids are not used again until a reset.
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
                 * @description The id of the fault rule. A value that is no id is answered with 404.
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
         * @description Deletes one fault rule, whether or not it is spent. Requests that it has delayed are still answered.
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
         * @description Lists exchanges in short, the newest last. Without `after` it returns the latest that match; with `after` the
         *     earliest that match and come after that id. To read the journal from its start, begin with `after=0` and go on with
         *     each reply's `next` until there is none.
         *
         *     With `sandbox=*` the list has the exchanges of all open sandboxes, in the order in which they ended; `after` and `next`
         *     are then a `sequence`. A sandbox loses its exchanges when it is deleted, dropped or, in a data directory, closed.
         */
        get: operations["listExchanges"];
        put?: never;
        post?: never;
        /**
         * Clear the journal
         * @description Forgets all exchanges. Ids are not used again.
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
         * @description Sends an event for each exchange from now on, as soon as it has ended. The stream has no end; close the connection.
         *
         *     Each event has the `id` of the exchange, the type `exchange`, and as `data` the exchange in short (the schema
         *     `Exchange`) as one line of JSON. `getExchange` has the rest. Lines that start with a colon only keep the connection
         *     open. After an interruption, a request with the last id as `Last-Event-ID`, as `EventSource` sends it, first gets what
         *     was missed. An id that the server has not reached is from a server before it; all exchanges are then sent.
         *
         *     Whoever reads so slowly that the journal no longer keeps what comes next is told how much was left out, in a line that
         *     starts with a colon, and goes on with the oldest exchange that is kept. The stream ends with the sandbox.
         *
         *     With `sandbox=*` the stream has the exchanges of all sandboxes, including those created later. The `id` of an event is
         *     then the `sequence` of its exchange, and the stream ends with the server.
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
                 * @description The id of the exchange. A value that is no id is answered with 404.
                 * @example 1
                 */
                exchangeId: components["parameters"]["ExchangeId"];
            };
            cookie?: never;
        };
        /**
         * Get an exchange
         * @description Returns an exchange in full: both messages with their headers and bodies, and the way of the request through
         *     Mockplane. Credentials are not kept; `…` stands in their place.
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
                 * @description Slug of the organization. A value that no slug can have is answered with 404.
                 * @example my-org
                 */
                organization: components["parameters"]["Organization"];
                /**
                 * @description Name of the database. A value that no name can have is answered with 404.
                 * @example my-db
                 */
                database: components["parameters"]["Database"];
            };
            cookie?: never;
        };
        /**
         * Get the keys of a database
         * @description Returns the public key that verifies the tokens of a database, as a JSON Web Key Set. `invalidateDatabaseTokens` of
         *     the Turso API replaces it; then only the new key is here, and earlier tokens no longer verify.
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
         * @description Tells whether a token opens a database now, as a server of that database would: it is signed with the present key of
         *     a database that exists, and has not expired by the clock. Like libSQL's server, Mockplane accepts a token for a minute
         *     beyond its `exp`. A token that is not valid is no error; the reply says why.
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
        /** @description How Mockplane runs. */
        Health: {
            /**
             * @description Always `ok`. A Mockplane that is not well does not answer.
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
             * @description How the server answers the mocked APIs: from its state (`sandbox`), or with the examples of the contracts
             *     (`stateless`).
             * @example sandbox
             * @enum {string}
             */
            mode: "sandbox" | "stateless";
            /** @description The time of the clock. */
            now: components["schemas"]["Time"];
            /** @description The APIs that are served, this one (`admin`) among them. */
            apis: ("turso" | "lambda" | "hrana" | "admin")[];
            /** @description The edition of the Turso Platform API that is served at the root. */
            edition: components["schemas"]["Edition"];
            /**
             * @description Where the state is kept: in `memory`, where it ends with the process, or in a `directory` (`--data`).
             * @example memory
             * @enum {string}
             */
            data: "memory" | "directory";
        };
        /** @description A part of a request that is wrong. */
        Violation: {
            /**
             * @description Where it is: a JSON Pointer into the message, which has the members `path`, `query`, `header` and `body`. In an
             *     exchange whose reply was held back it points into the reply.
             * @example /body/by
             */
            pointer: string;
            /**
             * @description What is wrong with it, in words that continue the name of the place.
             * @example is required
             */
            message: string;
        };
        /** @description Why a request was refused (RFC 9457). */
        Problem: {
            /**
             * @description Always `about:blank`. The status tells the kind of problem.
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
             * @description What is wrong with this request, for a person to read.
             * @example there is no fault rule 9
             */
            detail: string;
            /** @description Each part of the request that is wrong. Absent when the problem lies elsewhere. */
            violations?: components["schemas"]["Violation"][];
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
        Plan: "unlimited" | "starter" | "scaler";
        /**
         * @description The hostnames of databases and instances in replies: those of the service, or `local`, the host and port that the
         *     request was sent to.
         * @example local
         * @enum {string}
         */
        Hostnames: "service" | "local";
        /**
         * @description A duration: a sum of numbers with units, such as `90s`, `1h30m` or `2d`. The units are `w`, `d`, `h`, `m`, `s`, `ms`,
         *     `us` (or `µs`) and `ns`; a day is 24 hours. It has no sign. What is finer than a millisecond is cut off.
         * @example 90s
         * @example 1h30m
         * @example 2d
         */
        Duration: string;
        /**
         * @description Behaviour of the 2026 edition in which the vendor's documents and its service differ, or that a client of the vendor
         *     cannot bear. The 2023 edition knows none of them but `recoveryWindow`.
         */
        Switches: {
            /**
             * @description The refusal of a database name that is taken, by `createDatabase`: `400` as the service has answered since July
             *     2026, or `409` as documented.
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
             * @description Successful replies without a body: `empty` as documented, or `object` for `{}`, for clients that parse every body.
             * @default empty
             * @example object
             * @enum {string}
             */
            emptyReplies?: "empty" | "object";
            /**
             * @description The reply of `listOrganizations`: `bare` as documented, or `wrapped` as `{"organizations": […]}`, as the vendor's
             *     TypeScript client reads it.
             * @default bare
             * @example wrapped
             * @enum {string}
             */
            organizationList?: "bare" | "wrapped";
            /**
             * @description Whether the reply of `createDatabase` has `username` and `password`, as the service's has.
             * @default on
             * @example off
             * @enum {string}
             */
            legacyCredentials?: "on" | "off";
            /**
             * @description Whether the reply of `createDatabase` has `IssuedCertCount` and `IssuedCertLimit`, as the service's has.
             * @default on
             * @example off
             * @enum {string}
             */
            certificateCounters?: "on" | "off";
            /** @description How long a deleted database or group can be restored, by the clock. `5d` unless given. */
            recoveryWindow?: components["schemas"]["Duration"];
            /**
             * @description How long a group can go without SQL before it is archived, by the clock, in a sandbox with the plan `starter`: a
             *     duration, or `never`.
             * @default 10d
             * @example never
             */
            archiveAfter?: string;
        };
        /**
         * @description The initial state of a sandbox, which `reset` restores: `story`, the resources in the examples; `empty`, with only users
         *     and organizations; or a `snapshot`.
         * @example story
         * @enum {string}
         */
        BaselineName: "story" | "empty" | "snapshot";
        /**
         * @description When transitions happen.
         *
         *     - `immediate`: with the request that begins them.
         *     - `after`: when the clock has moved on by `after`.
         *     - `manual`: when `stepTransitions` is called.
         * @example after
         * @enum {string}
         */
        TransitionMode: "immediate" | "after" | "manual";
        /** @description When transitions shall happen. */
        TransitionSettings: {
            mode: components["schemas"]["TransitionMode"];
            /** @description How long a transition takes, by the clock. Required when the mode is `after`, ignored otherwise. */
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
             * @description The token that opens the sandbox: the server's token, `~` and the name; for `default` the server's token alone.
             * @example mockplane-token~worker-1
             */
            token: string;
            /** @description The base URLs of the APIs. They have the host that the caller has sent. */
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
            /** @description The edition of the Turso Platform API that is served at the root. */
            edition: components["schemas"]["Edition"];
            /** @description The seed of identifiers, names and keys. Absent for a random seed. */
            seed?: components["schemas"]["Seed"];
            plan: components["schemas"]["Plan"];
            hostnames: components["schemas"]["Hostnames"];
            /** @description The switches that were given; absent when there were none. */
            switches?: components["schemas"]["Switches"];
            baseline: components["schemas"]["BaselineName"];
            /** @description When transitions happen after a reset. `getTransitions` shows the current setting. */
            transitions: components["schemas"]["TransitionSettings"];
            /** @description When the sandbox was created, in real time. */
            createdAt: components["schemas"]["Time"];
            /** @description When a request last reached the sandbox, in real time. */
            lastUsedAt: components["schemas"]["Time"];
        };
        /** @description The clock when the snapshot was made. Loading the snapshot sets the clock to it. */
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
         * @description How far the sequence has got that new ids, names and keys are taken from. After loading it goes on from there: with the
         *     same `--seed` the same ones follow, and none comes twice. Without it the sequence goes on from where it is.
         */
        GeneratorRow: {
            /**
             * Format: int64
             * @description How many parts of the sequence were taken.
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
         * @description An address for mail.
         * @example octocat@example.com
         */
        EmailAddress: string;
        /** @description A user. */
        UserRow: {
            username: components["schemas"]["Username"];
            /** @description The address of the user. The username at `example.com` when absent. */
            email?: components["schemas"]["EmailAddress"];
            /**
             * @description The full name. The username when absent.
             * @example The Octocat
             */
            name?: string;
            /**
             * @description Where the picture of the user is. Empty when absent.
             * @example
             */
            avatarUrl?: string;
            /**
             * @description The user signs in with more than a password. False when absent.
             * @example false
             */
            mfa?: boolean;
            /** @description Sessions that began earlier have ended. Absent when none was ended. */
            sessionsValidFrom?: components["schemas"]["Time"];
        };
        /**
         * @description The slug of a Turso organization, unique among all.
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
             * @description A user's own organization, whose slug is the username (`personal`), or one of several users (`team`).
             * @example team
             * @enum {string}
             */
            type: "personal" | "team";
            /**
             * Format: uuid
             * @description The UUID of the organization. Made from the slug when absent.
             * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
             */
            id?: string;
            /**
             * @description The name of the plan. `starter` when absent.
             * @example scaler
             */
            plan?: string;
            /**
             * @description How often the plan is paid, `monthly` or `yearly`. Empty when absent, as for a plan that costs nothing.
             * @example monthly
             * @enum {string}
             */
            timeline?: "" | "monthly" | "yearly";
            /**
             * @description Use beyond the quotas is paid for. False when absent.
             * @example false
             */
            overages?: boolean;
            /**
             * @description Every member must sign in with more than a password. False when absent.
             * @example false
             */
            requireMfa?: boolean;
            /**
             * @description Reads are refused. False when absent.
             * @example false
             */
            blockedReads?: boolean;
            /**
             * @description Writes are refused. False when absent.
             * @example false
             */
            blockedWrites?: boolean;
            /**
             * @description Who manages the organization, other than the vendor. Empty when absent.
             * @example
             */
            platform?: string;
            /**
             * @description Deleted databases and groups can be restored. True when absent.
             * @example true
             */
            restoreEnabled?: boolean;
            /**
             * @description Who pays, as it was given. Empty when absent.
             * @example {}
             */
            billing?: Record<string, never>;
        };
        /** @description A user's place in an organization. */
        MemberRow: {
            organization: components["schemas"]["OrganizationSlug"];
            username: components["schemas"]["Username"];
            /**
             * @description What the user may do. An organization has one `owner`.
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
         * @description The 32-byte seed of an Ed25519 private key in unpadded base64url. With it, tokens that were created before the snapshot
         *     are still valid after it is loaded. It is a test key; never use one that protects anything.
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
             * @description The rows of the database: a SQLite file in base64. Absent when nothing was ever stored in it.
             * @example U1FMaXRlIGZvcm1hdCAzAA==
             */
            contentBase64?: string;
            /**
             * @description Statements of SQL that fill the database when it is first used. Write rows by hand so; it counts only without
             *     `contentBase64`.
             * @example CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)
             */
            initialSql?: string;
            /**
             * Format: uuid
             * @description The UUID of the group. Absent for a database with instances of its own.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            groupId?: string;
            /**
             * Format: uuid
             * @description The UUID of the database that this one was branched from. Absent for no branch.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            parentId?: string;
            /** @description The name that the parent had. Absent for no branch. */
            parentName?: components["schemas"]["DatabaseName"];
            /** @description When the database was branched, or the moment in the past that it was restored to. Absent for no branch. */
            branchedAt?: components["schemas"]["Time"];
            /**
             * @description The engine that runs it. `libsql` when absent.
             * @example libsql
             * @enum {string}
             */
            engine?: "libsql" | "tursodb";
            /**
             * @description The database is the schema of others. False when absent.
             * @example false
             */
            isSchema?: boolean;
            /**
             * Format: uuid
             * @description The UUID of the database that is its schema. Absent for none.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            schemaId?: string;
            /**
             * @description The limit on its size, as it was given. Absent for none.
             * @example 1gb
             */
            sizeLimit?: string;
            /**
             * @description Other databases may attach it. False when absent.
             * @example false
             */
            allowAttach?: boolean;
            /**
             * @description Reads are refused. False when absent.
             * @example false
             */
            blockReads?: boolean;
            /**
             * @description Writes are refused. False when absent.
             * @example false
             */
            blockWrites?: boolean;
            /**
             * @description The database cannot be deleted. False when absent.
             * @example false
             */
            deleteProtection?: boolean;
            /**
             * @description The addresses that are let in. All when absent or empty.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            allowedIps?: string[];
            /**
             * @description The endpoints of AWS that are let in. All when absent or empty.
             * @example [
             *       "vpce-0a1b2c3d4e5f67890"
             *     ]
             */
            allowedVpcs?: string[];
            /**
             * @description The cipher that the database is encrypted with. Absent for none. Its key is kept nowhere.
             * @example aes256gcm
             */
            encryptionCipher?: string;
            /**
             * @description A `draft` waits for its data to be uploaded. `ready` when absent.
             * @example ready
             * @enum {string}
             */
            state?: "ready" | "draft";
            /** @description Since when the database is archived by itself. Absent while it is not. */
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
             * @description Why the instance failed. Absent when it did not, or when nobody said why.
             * @example failed by a fault rule
             */
            failureMessage?: string;
            /** @description The bytes that the instance stores. */
            storageBytes: components["schemas"]["Count"];
            /** @description When the instance was created. */
            createdAt: components["schemas"]["Time"];
            /** @description When the instance was destroyed. Present when, and only when, the status is `destroyed`. */
            destroyedAt?: components["schemas"]["Time"];
        };
        /**
         * @description A calendar month, in UTC.
         * @example 2023-11
         */
        Month: string;
        /** @description What was used of an instance in one month, or in one hour of it. */
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
            /** @description When the hour began. The first hour of the month when absent. */
            hour?: components["schemas"]["Time"];
            /** @description Bytes that replicas took in that time. None when absent. */
            bytesSynced?: components["schemas"]["Count"];
            /** @description The bytes that were stored when they were last measured in that time. Absent when they were not. */
            storageBytes?: components["schemas"]["Count"];
        };
        /** @description A Turso platform API token. The token itself is nowhere in a snapshot. */
        APITokenRow: {
            /**
             * @description The id of the token, a UUID in unpadded base64url.
             * @example 6FnEr-6fEe2rsyLfpvsWuA
             */
            id: string;
            /**
             * @description The name of the token, unique among those of the user.
             * @example my-token
             */
            name: string;
            /** @description The user for whom the token stands. */
            username: components["schemas"]["Username"];
            /**
             * @description The SHA-256 of the token, in hexadecimal. Absent for a token of the story, whose value nobody knows.
             * @example 453f04475d9d56a49e16dd43b429a3291812de2bb57d83a2563119464fe4ed91
             */
            hash?: string;
            /** @description When the token was created. */
            createdAt: components["schemas"]["Time"];
            /** @description The organization that the token is restricted to. Absent for an unrestricted one. */
            organization?: components["schemas"]["OrganizationSlug"];
            /**
             * Format: uuid
             * @description The UUID of the group that the token is restricted to. Absent for one that is restricted to no group.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            groupId?: string;
            /**
             * @description What the token may do in its group. Present when, and only when, it is restricted to one.
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
             * @description The number of the lambda instance. Those that come after it count on from the largest.
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
             * @description What the lambda instance is doing.
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
            /** @description What `getLambdaInstance` shows as `details`. The object is open, but must fit the Lambda contract. */
            details: {
                [key: string]: unknown;
            };
            /**
             * @description Whether the lambda instance ever got machines, which count against the quota of its project until it has failed or
             *     is destroyed. False for one that the quota did not allow.
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
         * @description What happens: a new Turso instance, or a new location of a group, becomes ready, a group has moved to AWS, or a lambda instance is created, started, stopped or destroyed.
         * @example instance-ready
         * @enum {string}
         */
        TransitionKind: "instance-ready" | "location-ready" | "group-migrated" | "lambda-create" | "lambda-start" | "lambda-stop" | "lambda-destroy";
        /**
         * @description What a transition belongs to: for a Turso instance its organization, database and name, such as
         *     `my-org/my-db/robust-pyro`; for a location of a group its organization, group and code; for a lambda instance its UUID.
         * @example my-org/my-db/robust-pyro
         * @example c5a8d2f0-9e17-4c6b-8f31-5b4c3d2e1f55
         */
        ResourceName: string;
        /**
         * @description A status of the resource: of a Turso instance `provisioning`, `ready` or `failed`; of a lambda instance one that
         *     `getLambdaInstanceStatus` shows.
         * @example STARTED
         */
        ResourceStatus: string;
        /** @description A transition that is pending. */
        TransitionRow: {
            id: components["schemas"]["TransitionId"];
            kind: components["schemas"]["TransitionKind"];
            resource: components["schemas"]["ResourceName"];
            /** @description The status after. The failed one when the transition is going to fail. */
            to: components["schemas"]["ResourceStatus"];
            /**
             * @description Why the transition is going to fail. Absent or empty when it is not.
             * @example
             * @example Cyclades VMs out of limit
             */
            failureMessage?: string;
            /** @description When the clock makes it happen. Absent when only `stepTransitions` does. */
            dueAt?: components["schemas"]["Time"];
        };
        /** @description A file uploaded to the Lambda API. */
        UserFileRow: {
            /**
             * Format: int32
             * @description The number of the file. Those that come after it count on from the largest.
             * @example 1
             */
            id: number;
            /**
             * @description The file name it was uploaded under.
             * @example wordcount.jar
             */
            name: string;
            /**
             * @description What the uploader said about the file. Empty when nothing was said.
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
             * @description The place in the order in which locations were added; that of the primary is 0. The place in the list when absent.
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
             * @description Why the instance failed. Absent when it did not, or when nobody said why.
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
             * @description Where it runs, on AWS or on Fly.io.
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
             * @description The extensions of its databases, or `all`. None when absent.
             * @example all
             */
            extensions?: "all" | string[];
            /**
             * @description The group cannot be deleted. False when absent.
             * @example false
             */
            deleteProtection?: boolean;
            /** @description When the group was created. */
            createdAt: components["schemas"]["Time"];
            /** @description Since when the group is archived. Absent while it is not. */
            archivedAt?: components["schemas"]["Time"];
            /** @description When the group was deleted. Absent while it is not. */
            deletedAt?: components["schemas"]["Time"];
            /**
             * @description How far the move to AWS is. `none` when absent.
             * @example none
             * @enum {string}
             */
            migrationStatus?: "none" | "pending" | "finished" | "aborted";
            /**
             * @description A remark on the move to AWS. Empty when absent.
             * @example
             */
            migrationComment?: string;
            /** @description The key that signs the tokens of the group. */
            signingKey: components["schemas"]["SigningKey"];
            /** @description Where the group runs, the primary location first. */
            locations: components["schemas"]["GroupLocationRow"][];
        };
        /** @description A Turso database that was deleted and can be restored, with its own instances and its usage. */
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
             * @description The UUID of the group. Absent for a database with instances of its own.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            groupId?: string;
            /**
             * Format: uuid
             * @description The UUID of the database that this one was branched from. Absent for no branch.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            parentId?: string;
            /** @description The name that the parent had. Absent for no branch. */
            parentName?: components["schemas"]["DatabaseName"];
            /** @description When the database was branched, or the moment in the past that it was restored to. Absent for no branch. */
            branchedAt?: components["schemas"]["Time"];
            /**
             * @description The engine that runs it. `libsql` when absent.
             * @example libsql
             * @enum {string}
             */
            engine?: "libsql" | "tursodb";
            /**
             * @description The database is the schema of others. False when absent.
             * @example false
             */
            isSchema?: boolean;
            /**
             * Format: uuid
             * @description The UUID of the database that is its schema. Absent for none.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            schemaId?: string;
            /**
             * @description The limit on its size, as it was given. Absent for none.
             * @example 1gb
             */
            sizeLimit?: string;
            /**
             * @description Other databases may attach it. False when absent.
             * @example false
             */
            allowAttach?: boolean;
            /**
             * @description Reads are refused. False when absent.
             * @example false
             */
            blockReads?: boolean;
            /**
             * @description Writes are refused. False when absent.
             * @example false
             */
            blockWrites?: boolean;
            /**
             * @description The database cannot be deleted. False when absent.
             * @example false
             */
            deleteProtection?: boolean;
            /**
             * @description The addresses that are let in. All when absent or empty.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            allowedIps?: string[];
            /**
             * @description The endpoints of AWS that are let in. All when absent or empty.
             * @example [
             *       "vpce-0a1b2c3d4e5f67890"
             *     ]
             */
            allowedVpcs?: string[];
            /**
             * @description The cipher that the database is encrypted with. Absent for none. Its key is kept nowhere.
             * @example aes256gcm
             */
            encryptionCipher?: string;
            /**
             * @description A `draft` waits for its data to be uploaded. `ready` when absent.
             * @example ready
             * @enum {string}
             */
            state?: "ready" | "draft";
            /** @description Since when the database is archived by itself. Absent while it is not. */
            archivedAt?: components["schemas"]["Time"];
            /** @description When the database was deleted. */
            deletedAt: components["schemas"]["Time"];
            /** @description When its group was deleted and took it along. Absent for one that was deleted by itself. */
            groupDeletedAt?: components["schemas"]["Time"];
            /** @description The instances that it has outside of a group. None when absent. */
            instances?: components["schemas"]["InstanceRow"][];
            /** @description What it used. Nothing when absent. */
            usage?: components["schemas"]["UsageRow"][];
        };
        /** @description An invitation to an organization that is pending. */
        InviteRow: {
            /**
             * Format: int64
             * @description A number, which no other invitation has or had.
             * @example 1
             */
            id: number;
            organization: components["schemas"]["OrganizationSlug"];
            /** @description The address that was invited. */
            email: components["schemas"]["EmailAddress"];
            /** @description The user who was invited by name. Absent when an address was. */
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
        /** @description Something that was done in an organization. */
        AuditLogRow: {
            organization: components["schemas"]["OrganizationSlug"];
            /**
             * @description What was done.
             * @example db-create
             */
            code: string;
            /**
             * @description More about it, for people.
             * @example
             */
            message: string;
            /**
             * @description Whether the CLI did it, or another client.
             * @example web
             * @enum {string}
             */
            origin: "cli" | "web";
            /** @description Who did it. */
            author: components["schemas"]["Username"];
            /** @description When it was done. */
            createdAt: components["schemas"]["Time"];
            /**
             * @description What it was done to.
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
             * @description Whether it was issued.
             * @example issued
             * @enum {string}
             */
            type: "upcoming" | "issued";
            /**
             * @description The rest of it, as the API shows it.
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
             * @description Where its keys are. Nothing is fetched from there.
             * @example https://clerk.example.com/.well-known/jwks.json
             */
            url: string;
            /**
             * @description The location that it is for. May be empty.
             * @example aws-us-east-1
             */
            region: string;
        };
        /** @description A statement that used much of a database. */
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
            /** @description When it ran. */
            at: components["schemas"]["Time"];
            /** @description Rows that it read. */
            rowsRead: components["schemas"]["Count"];
            /** @description Rows that it wrote. */
            rowsWritten: components["schemas"]["Count"];
        };
        /** @description An SQL file that was uploaded to make a database from. */
        DumpRow: {
            /**
             * @description The end of the URL that the file is named by.
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
        /**
         * @description The whole state of a Mockplane: a row for each thing, table by table. Not in it are the fault rules, the mode of the
         *     transitions and the journal.
         *
         *     Unknown properties are refused, so that a slip in a snapshot written by hand is found.
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
            /** @description When the snapshot was made, in real time. For the reader; loading makes no use of it. */
            savedAt: components["schemas"]["Time"];
            clock: components["schemas"]["ClockRow"];
            generator?: components["schemas"]["GeneratorRow"];
            /** @description The users. One of them is `octocat`, for whom the token that Mockplane was started with (`--token`) stands. */
            users: components["schemas"]["UserRow"][];
            /** @description The Turso organizations. */
            organizations: components["schemas"]["OrganizationRow"][];
            /** @description Who belongs to which organization, the owners among them. */
            members: components["schemas"]["MemberRow"][];
            /** @description The Turso databases, with the keys that sign their tokens. */
            databases: components["schemas"]["DatabaseRow"][];
            /** @description The Turso instances in the order of their creation, with those that were destroyed. */
            instances: components["schemas"]["InstanceRow"][];
            /** @description What each instance has used, month by month. A month without a row has no usage. */
            usage: components["schemas"]["UsageRow"][];
            /** @description The Turso platform API tokens, with their hashes. */
            apiTokens: components["schemas"]["APITokenRow"][];
            /** @description The lambda instances. */
            lambdaInstances: components["schemas"]["LambdaInstanceRow"][];
            /** @description The transitions that are pending. */
            transitions: components["schemas"]["TransitionRow"][];
            /** @description The files uploaded to the Lambda API, with their bytes. */
            userFiles: components["schemas"]["UserFileRow"][];
            /** @description The groups of Turso databases, deleted ones included. None when absent. */
            groups?: components["schemas"]["GroupRow"][];
            /** @description The Turso databases that were deleted and can be restored. None when absent. */
            deletedDatabases?: components["schemas"]["DeletedDatabaseRow"][];
            /** @description The invitations to organizations that are pending. None when absent. */
            invites?: components["schemas"]["InviteRow"][];
            /** @description What was done in the organizations, oldest first. Nothing when absent. */
            auditLog?: components["schemas"]["AuditLogRow"][];
            /** @description The invoices of the organizations. None when absent. */
            invoices?: components["schemas"]["InvoiceRow"][];
            /** @description The issuers whose tokens organizations accept. None when absent. */
            jwks?: components["schemas"]["JwksRow"][];
            /** @description The statements that used most of the Turso databases. None when absent. */
            topQueries?: components["schemas"]["TopQueryRow"][];
            /** @description The SQL files that were uploaded to make Turso databases from. None when absent. */
            dumps?: components["schemas"]["DumpRow"][];
        };
        /** @description A sandbox to create. The settings that the server was started with are the defaults. */
        CreateSandboxRequest: {
            /** @description The name of the sandbox. It must not be taken. */
            name: components["schemas"]["SandboxName"];
            /** @description The edition of the Turso Platform API that is served at the root. */
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
                /** @description The initial time; by default the real time. */
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
        /** @description What was loaded, in rows. */
        LoadedSnapshot: {
            /**
             * Format: int32
             * @description How many Turso organizations.
             * @example 3
             */
            organizations: number;
            /**
             * Format: int32
             * @description How many Turso databases.
             * @example 2
             */
            databases: number;
            /**
             * Format: int32
             * @description How many Turso instances, destroyed ones included.
             * @example 2
             */
            instances: number;
            /**
             * Format: int32
             * @description How many lambda instances, destroyed ones included.
             * @example 2
             */
            lambdaInstances: number;
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
             * @description How far the clock is ahead of the real time; negative when it is behind.
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
        /** @description What to change of the clock. */
        ClockUpdate: {
            /** @description The time to set the clock to, not before the one it shows. */
            now?: components["schemas"]["Time"];
            /**
             * @description Whether the clock shall run.
             * @example false
             */
            running?: boolean;
        };
        /**
         * @description One of the APIs that are mocked: `turso`, the Turso Platform API; `lambda`, the ~okeanos Lambda API; `hrana`, SQL over
         *     HTTP.
         * @example turso
         * @enum {string}
         */
        APIName: "turso" | "lambda" | "hrana";
        /** @description A change of status, pending or made. */
        Transition: {
            id: components["schemas"]["TransitionId"];
            kind: components["schemas"]["TransitionKind"];
            /** @description The API that the resource belongs to. */
            api: components["schemas"]["APIName"];
            resource: components["schemas"]["ResourceName"];
            /** @description The status before. */
            from: components["schemas"]["ResourceStatus"];
            /** @description The status after. It is the failed one when a fault rule (`fail-transition`) decided so. */
            to: components["schemas"]["ResourceStatus"];
            /**
             * @description Why it fails, as when a fault rule decided so. Absent when it succeeds.
             * @example failed by a fault rule
             */
            failure?: string;
            /** @description When the clock makes it happen. Absent when only `stepTransitions` does. */
            dueAt?: components["schemas"]["Time"];
        };
        /** @description When transitions happen, and which are pending. */
        Transitions: {
            mode: components["schemas"]["TransitionMode"];
            /** @description How long a transition takes, by the clock. Present only when the mode is `after`. */
            after?: components["schemas"]["Duration"];
            /** @description The transitions that are pending, the next one first. */
            pending: components["schemas"]["Transition"][];
        };
        /**
         * @description The name of a group of Turso databases.
         * @example default
         */
        GroupName: string;
        /** @description What an instance has used. Counts that are left out stay as they are. */
        AddUsageRequest: {
            organization: components["schemas"]["OrganizationSlug"];
            database: components["schemas"]["DatabaseName"];
            /** @description The name of the instance. Without it, the primary of the database. */
            instance?: components["schemas"]["InstanceName"];
            /** @description Rows to add to those read this month. */
            rowsRead?: components["schemas"]["Count"];
            /** @description Rows to add to those written this month. */
            rowsWritten?: components["schemas"]["Count"];
            /** @description The bytes that the instance stores from now on. They replace the present ones. */
            storageBytes?: components["schemas"]["Count"];
        };
        /** @description What an instance has used in the current month. */
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
         * @description Which requests go wrong: those of one operation of an API that is mocked, by its `operationId`, or of all (`*`).
         *     Messages over a WebSocket belong to no operation.
         * @example createDatabase
         * @enum {string}
         */
        FaultOperation: "*" | "abortGroupAwsMigration" | "addLocationToGroup" | "addOrganizationMember" | "authenticate" | "createAPIToken" | "createAPITokenV2" | "createBillingCustomer" | "createBillingPortal" | "createDatabase" | "createDatabaseInstance" | "createDatabaseToken" | "createDatabaseTokenV3" | "createDatabaseV3" | "createGroup" | "createGroupToken" | "createGroupTokenV3" | "createLambdaInstance" | "createOrganization" | "deleteDatabase" | "deleteDatabaseInstance" | "deleteDatabaseV3" | "deleteGroup" | "deleteInvite" | "deleteOrganization" | "deleteOrganizationInviteByEmailV2" | "deleteUserFile" | "destroyLambdaInstance" | "dumpDatabase" | "executeCursor" | "executePipeline" | "executePipelineV3" | "executeStatement" | "executeStatementBatch" | "exportDatabase" | "finishUpload" | "getBillingCustomer" | "getCurrentUser" | "getCurrentUserPlan" | "getDatabase" | "getDatabaseConfiguration" | "getDatabaseHealth" | "getDatabaseInfo" | "getDatabaseInstance" | "getDatabaseStats" | "getDatabaseUsage" | "getDatabaseV3" | "getDatabaseVersion" | "getGroup" | "getGroupAwsMigration" | "getGroupConfiguration" | "getGroupV3" | "getHranaVersion2" | "getHranaVersion3" | "getLambdaInstance" | "getLambdaInstanceStatus" | "getLatestRelease" | "getLocation" | "getOrganization" | "getOrganizationMember" | "getOrganizationSubscription" | "getOrganizationUsage" | "getPaymentMethods" | "invalidateDatabaseTokens" | "invalidateGroupTokens" | "invalidateSessions" | "inviteMember" | "inviteOrganizationMemberV2" | "listAPITokens" | "listDatabaseInstances" | "listDatabases" | "listDeletedDatabases" | "listDeletedGroups" | "listGroups" | "listGroupsV3" | "listInvites" | "listJwks" | "listLambdaInstances" | "listLocations" | "listLocationsByPlatform" | "listOrganizationAPITokens" | "listOrganizationAuditLogs" | "listOrganizationInvitesV2" | "listOrganizationInvoices" | "listOrganizationLocations" | "listOrganizationMembers" | "listOrganizationPlans" | "listOrganizations" | "listOrganizationsV2" | "listPlans" | "listTopQueries" | "listUserFiles" | "pullUpdates" | "removeJwks" | "removeLocationFromGroup" | "removeOrganizationMember" | "renameGroup" | "restoreDatabase" | "restoreGroup" | "revokeAPIToken" | "revokeOrganizationAPIToken" | "saveJwks" | "seedDatabase" | "startGroupAwsMigration" | "startLambdaInstance" | "startUpload" | "stopLambdaInstance" | "submitFeedback" | "transferDatabase" | "transferGroup" | "unarchiveGroup" | "updateBillingCustomer" | "updateDatabase" | "updateDatabaseConfiguration" | "updateGroupConfiguration" | "updateGroupDatabases" | "updateMemberRole" | "updateOrganization" | "updateSubscription" | "uploadChunk" | "uploadDatabase" | "uploadDump" | "uploadUserFile" | "validateAPIToken" | "waitForDatabaseInstance" | "waitForGroupLocation" | "wakeDatabase";
        /**
         * @description What goes wrong.
         *
         *     - `respond`: the request is not carried out; it is answered with an example of the contract that has the `status`, or
         *       with the rule's own `body`.
         *     - `drop`: the request is not carried out; the connection is closed without an answer.
         *     - `delay`: the request is carried out, late.
         *     - `fail-transition`: the request is carried out and answered as usual, but the transition that it begins fails.
         * @example respond
         * @enum {string}
         */
        FaultAction: "respond" | "drop" | "delay" | "fail-transition";
        /**
         * @description The value of a parameter, as text.
         * @example shop
         */
        FaultMatchText: string;
        /** @description Which requests to the operation the rule is for: those in which every given value is as given. Without it, all of them. */
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
             * @description Properties of the body with their values. An object matches when each of its properties does; any other value has to
             *     be equal.
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
         * @description The status to answer with, one that the contract documents for the operation. With `*`, operations that do not document
         *     it are passed over. Only with `respond`, which requires it.
         * @example 409
         */
        FaultStatus: number;
        /**
         * @description The name of the contract's example to answer with; without it, the first that the status has. With `*`, operations whose
         *     status does not have it are passed over. Only with `respond`.
         * @example name-taken
         */
        FaultExample: string;
        /**
         * @description Headers to add to the response, by name, such as `Retry-After`. Those that frame the message cannot be set. Only with
         *     `respond`.
         * @example {
         *       "Retry-After": "30"
         *     }
         */
        FaultHeaders: {
            [key: string]: string;
        };
        /**
         * Format: int32
         * @description How long to wait, by the clock, before the request is carried out or the action is taken. While the clock is stopped the
         *     request waits until it is advanced. With any action; required by `delay`.
         * @example 1500
         */
        FaultDelay: number;
        /**
         * @description How likely the rule is to fire on a request that it matches. 1 (default) is always.
         * @default 1
         * @example 1
         * @example 0.25
         */
        FaultProbability: number;
        /**
         * Format: int32
         * @description What the rule's random numbers start from. With the same seed a rule fires on the same of its requests: the third, the
         *     seventh and so on.
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
             * @description The body to answer with in place of an example. It has to fit what the contract documents for the status. Only with
             *     `respond` and one operation.
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
             * @description How many matching requests the rule still lets pass before it fires. Absent when it never did.
             * @example 2
             */
            skip?: number;
            /**
             * Format: int32
             * @description How often the rule may still fire. At 0 it is spent, and stays listed. Absent when there is no end.
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
             * @description The body to answer with in place of an example. It has to fit what the contract documents for the status. Only with
             *     `respond` and one operation.
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
             * @description How many matching requests to let pass before the rule fires.
             * @example 2
             */
            skip?: number;
            /**
             * Format: int32
             * @description How often the rule fires before it is spent. Without it, without end.
             * @example 1
             */
            count?: number;
        };
        /** @description How much was deleted. */
        Deletion: {
            /**
             * Format: int32
             * @description How many there were.
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
         * @description The status of the response, or 0 when there was none: a fault rule dropped the connection, or the caller had gone.
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
         * @description The number of an exchange in its sandbox, counting up from 1. It is never used again, not even when the journal is
         *     cleared.
         * @example 1
         */
        ExchangeId: number;
        /** @description A fault rule that matched a request, and what it did. */
        FaultTrace: {
            id: components["schemas"]["FaultId"];
            action: components["schemas"]["FaultAction"];
            /**
             * @description Whether the rule fired.
             * @example true
             */
            fired: boolean;
            /** @description How long the rule made the request wait, by the clock. Absent when it did not. */
            delayMilliseconds?: components["schemas"]["FaultDelay"];
            /**
             * @description Why the rule did not fire. Absent when it did.
             * @example it is spent
             * @example it skips this request and 2 more
             * @example its probability is 0.25
             */
            reason?: string;
        };
        /** @description A statement of SQL, without its arguments, and what it did. */
        ExecutedStatement: {
            /**
             * @description Its text, shortened if it is long.
             * @example SELECT title FROM post
             */
            sql: string;
            /**
             * Format: int64
             * @description How many rows it read.
             * @example 2
             */
            rowsRead: number;
            /**
             * Format: int64
             * @description How many rows it wrote.
             * @example 0
             */
            rowsWritten: number;
            /**
             * Format: int64
             * @description How many rows it returned.
             * @example 2
             */
            rowsReturned: number;
            /** @description The error that it ended with. Absent when it succeeded. */
            error?: {
                /**
                 * @description The code that the client was given.
                 * @example SQLITE_CONSTRAINT
                 */
                code: string;
                /**
                 * @description The sentence that the client was given.
                 * @example SQLite error: UNIQUE constraint failed: author.name
                 */
                message: string;
            };
        };
        /** @description The SQL that a request ran. */
        ExecutedSQL: {
            /**
             * Format: int64
             * @description How many statements there were.
             * @example 1
             */
            count: number;
            /**
             * Format: int64
             * @description How many rows they read together, as counted for usage.
             * @example 2
             */
            rowsRead: number;
            /**
             * Format: int64
             * @description How many rows they wrote together, as counted for usage.
             * @example 0
             */
            rowsWritten: number;
            /** @description The first 50 of them. */
            statements: components["schemas"]["ExecutedStatement"][];
        };
        /** @description A request and how it was answered, in short. */
        Exchange: {
            id: components["schemas"]["ExchangeId"];
            /** @description The name of the sandbox that the request was for. */
            sandbox: components["schemas"]["SandboxName"];
            /**
             * Format: int64
             * @description The number of the exchange across all sandboxes, counting up from 1 in the order in which exchanges end. With
             *     `sandbox=*`, `after`, `next` and the ids of events are such numbers.
             * @example 1
             */
            sequence: number;
            /** @description When the request was answered. This is the real time, not that of the clock. */
            at: components["schemas"]["Time"];
            /** @description The method of the request. */
            method: components["schemas"]["Method"];
            /**
             * @description The path and query of the request, as they were sent. Of a message over a WebSocket it is the target of the
             *     connection, `#` and the type of the message.
             * @example /v1/organizations/my-org/databases
             */
            target: string;
            /** @description The API that was asked. Absent when the path belongs to none. */
            api?: components["schemas"]["APIName"];
            /** @description The operation that was asked. Absent when none matched. */
            operation?: components["schemas"]["OperationId"];
            status: components["schemas"]["ExchangeStatus"];
            /**
             * @description Who answered: `sandbox`; `example` and its name; `dynamic`, for a generated body; `fault` and the id of the rule;
             *     `refused`, when the request was wrong or could not be carried out; `nobody`, when the caller had gone before.
             * @example sandbox
             * @example example created
             * @example fault 1
             * @example refused
             */
            answeredBy: string;
            /**
             * @description The fault rules that matched the request, in the order in which they were tried, also those that did not fire. Absent
             *     when none matched.
             */
            faults?: components["schemas"]["FaultTrace"][];
            /**
             * @description Why the request was refused, in the words of the reply, or why there was none. Absent when it was not refused.
             * @example database with name my-db already exists
             */
            refusal?: string;
            /** @description What was tolerated, such as properties that the contract does not know. */
            notes: string[];
            /** @description Where the request, or else a reply that was held back, broke the contract. */
            violations: components["schemas"]["Violation"][];
            /**
             * @description How long it took to answer, in real time.
             * @example 0.84
             */
            durationMilliseconds: number;
            /** @description The SQL that the request ran. Absent when it ran none. */
            sql?: components["schemas"]["ExecutedSQL"];
        };
        /** @description A request or a response, as it went over the wire. */
        Message: {
            /** @description The headers, with names in lower case. The value of one that carries a credential is `…`. */
            headers: {
                [key: string]: string;
            };
            /**
             * @description The first 64 KiB of the body as text. Bytes that are not UTF-8 are replaced by U+FFFD, and the values of
             *     `jwt`, `token`, `password` and `signingKey` by `…`. Absent when the body is empty.
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
        /** @description One step on the way of a request to its response. */
        TrailStep: {
            /**
             * @description The step: find the operation (`match`), accept the credential (`authenticate`), hold the request to the contract
             *     (`validate`), carry it out (`answer`), hold the response to the contract (`check`).
             * @example validate
             * @enum {string}
             */
            step: "match" | "authenticate" | "validate" | "answer" | "check";
            /**
             * @description How it went. A step is `skipped` when it was not reached.
             * @example ok
             * @enum {string}
             */
            outcome: "ok" | "refused" | "skipped";
            /**
             * @description More about it, for a person to read.
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
        /** @description A request and how it was answered, in full. */
        ExchangeDetails: components["schemas"]["Exchange"] & {
            /** @description The request. */
            request: components["schemas"]["Message"];
            /** @description The response. It has neither headers nor a body when there was none. */
            response: components["schemas"]["Message"];
            /** @description The way of the request through Mockplane, step by step. */
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
             * @description What the key is for, signatures.
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
            /** @description The keys. There is always exactly one, the present one. */
            keys: components["schemas"]["JWK"][];
        };
        /**
         * @description What a database token is good for. Beside `valid`, whatever could be read from the token is there, also when it is not
         *     valid.
         */
        TokenVerification: {
            /**
             * @description Whether the token opens a database now, by the clock.
             * @example true
             */
            valid: boolean;
            /**
             * @description Why the token is not valid; absent when it is.
             *
             *     - `malformed`: it is not a JSON Web Token signed with `EdDSA`.
             *     - `not-a-database-token`: it names no database; a platform API token, for example.
             *     - `unknown-database`: the database that it names does not exist, or no longer.
             *     - `wrong-signature`: it is not signed with the present key of the database, which may have been rotated.
             *     - `expired`: its time is over.
             * @example expired
             * @enum {string}
             */
            reason?: "malformed" | "not-a-database-token" | "unknown-database" | "wrong-signature" | "expired";
            /** @description The organization of the database. Absent when the token names no database that exists. */
            organization?: components["schemas"]["OrganizationSlug"];
            /** @description The database that the token opens. Absent when the token names no database that exists. */
            database?: components["schemas"]["DatabaseName"];
            /**
             * @description What the token allows.
             * @example full-access
             * @enum {string}
             */
            access?: "full-access" | "read-only";
            /** @description When the token was created. */
            issuedAt?: components["schemas"]["Time"];
            /** @description When the token expires. Absent when it never does. */
            expiresAt?: components["schemas"]["Time"];
        };
    };
    responses: {
        /**
         * @description The request comes from a web page of another origin, or its `Host` is neither a loopback name nor the configured host.
         *     The server can be started with other host names and origins to allow: `--allowed-host`, `--allowed-origin`.
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
         * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
         * @example default
         */
        Sandbox: components["schemas"]["SandboxName"];
        /**
         * @description The name of the sandbox. If there is no sandbox with this name, the reply is 404.
         * @example worker-1
         */
        SandboxPath: string;
        /**
         * @description The id of the fault rule. A value that is no id is answered with 404.
         * @example 1
         */
        FaultId: components["schemas"]["FaultId"];
        /**
         * @description Only exchanges of this operation, by its `operationId`.
         * @example createDatabase
         */
        Operation: components["schemas"]["OperationId"];
        /**
         * @description Only exchanges that were answered with this status; 0 for those without an answer.
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
         *     A body is searched as the journal keeps it: without credentials, and only its first 64 KiB.
         * @example my-db
         */
        Text: string;
        /**
         * @description Only exchanges that deviate from the contract. A test ends with `deviation=any` and expects none.
         *
         *     - `refused`: the contract forbids the request: an unknown path or method, a missing credential, a value that breaks its
         *       schema. A refusal by the service's own rules, such as a taken name, is an answer like any other.
         *     - `noted`: the exchange has notes about what was tolerated, such as a misspelt property.
         *     - `any`: either.
         * @example any
         */
        Deviation: "refused" | "noted" | "any";
        /**
         * @description If nothing matches yet, wait this long for the first match before answering; a minute at most. It is real time, not the
         *     time of the sandbox's clock. With `after`, a test waits for the next call: `operation=createDatabase&after=12&wait=5s`.
         * @example 5s
         */
        Wait: components["schemas"]["Duration"];
        /**
         * @description How many exchanges to return at most.
         * @example 50
         */
        Limit: number;
        /**
         * @description Return the exchanges that come after the one with this id, the earliest first. 0 starts at the oldest that is kept.
         *     Without it the latest exchanges are returned. With `sandbox=*` it is a `sequence`, not an id.
         * @example 2
         */
        After: number;
        /**
         * @description The name of the sandbox whose exchanges to show, or `*` for the exchanges of all sandboxes. If there is no sandbox
         *     with this name, the reply is 404.
         * @example default
         */
        SandboxOrAll: string;
        /**
         * @description The id of the exchange. A value that is no id is answered with 404.
         * @example 1
         */
        ExchangeId: components["schemas"]["ExchangeId"];
        /**
         * @description Slug of the organization. A value that no slug can have is answered with 404.
         * @example my-org
         */
        Organization: components["schemas"]["OrganizationSlug"];
        /**
         * @description Name of the database. A value that no name can have is answered with 404.
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
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
        };
    };
    createSandbox: {
        parameters: {
            query?: never;
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
            /** @description The snapshot is not sound. No sandbox was created. */
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
        };
    };
    getSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the sandbox. If there is no sandbox with this name, the reply is 404.
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
        };
    };
    deleteSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the sandbox. If there is no sandbox with this name, the reply is 404.
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
        };
    };
    reset: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
            /** @description Everything is as it was at the start. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description What the state is now: the `story` of the examples, `empty` but for its users and organizations, or the
                         *     `snapshot` that the server was started with.
                         * @example story
                         * @enum {string}
                         */
                        baseline: "story" | "empty" | "snapshot";
                    };
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SandboxNotFound"];
        };
    };
    getSnapshot: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
            /** @description The state at this moment. */
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
        };
    };
    putSnapshot: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
            /** @description There is no body, or it is not JSON. Nothing was changed. */
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
            /** @description The snapshot is not sound. Nothing was changed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClock: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
        };
    };
    updateClock: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What to change. */
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
            /** @description The body does not fit, or the clock would go back. The clock is as it was. */
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
        };
    };
    advanceClock: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How far to go. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description How far to move the clock on. 0 moves it nowhere. */
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
            /** @description The body does not fit, or the clock would go too far. The clock is as it was. */
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
        };
    };
    getTransitions: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
        };
    };
    setTransitions: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description When transitions shall happen. */
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
            /** @description The body does not fit. The mode is as it was. */
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
        };
    };
    stepTransitions: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How many, and whose. Without a body, one. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: int32
                     * @description How many transitions to make at most.
                     * @default 1
                     * @example 1
                     */
                    count?: number;
                    /** @description Make only transitions of this resource, named as in `pending`. */
                    resource?: components["schemas"]["ResourceName"];
                };
            };
        };
        responses: {
            /** @description The transitions were made, as far as there were any. */
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
            /** @description The body does not fit. Nothing happened. */
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
        };
    };
    archiveGroup: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
                        /** @description Since when the group is archived. */
                        archivedAt: components["schemas"]["Time"];
                    };
                };
            };
            /** @description The body does not fit. Nothing has changed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description There is no such organization or group. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvite: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
            /** @description The body does not fit. Nothing has changed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description There is no such organization, or no invite waits for the address. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addUsage: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The instance, and what it has used. */
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
            /** @description The body does not fit. The usage is as it was. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description There is no such organization, database or instance, or the database has no instance. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFaults: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
        };
    };
    createFault: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
             * @description The body does not fit; the operation does not exist, does not document the status or the example, or begins no
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
        };
    };
    deleteFaults: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
        };
    };
    deleteFault: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the fault rule. A value that is no id is answered with 404.
                 * @example 1
                 */
                faultId: components["parameters"]["FaultId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule was deleted. The body shows it for the last time. */
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
                 * @description Only exchanges that were answered with this status; 0 for those without an answer.
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
                 *     A body is searched as the journal keeps it: without credentials, and only its first 64 KiB.
                 * @example my-db
                 */
                text?: components["parameters"]["Text"];
                /**
                 * @description Only exchanges that deviate from the contract. A test ends with `deviation=any` and expects none.
                 *
                 *     - `refused`: the contract forbids the request: an unknown path or method, a missing credential, a value that breaks its
                 *       schema. A refusal by the service's own rules, such as a taken name, is an answer like any other.
                 *     - `noted`: the exchange has notes about what was tolerated, such as a misspelt property.
                 *     - `any`: either.
                 * @example any
                 */
                deviation?: components["parameters"]["Deviation"];
                /**
                 * @description If nothing matches yet, wait this long for the first match before answering; a minute at most. It is real time, not the
                 *     time of the sandbox's clock. With `after`, a test waits for the next call: `operation=createDatabase&after=12&wait=5s`.
                 * @example 5s
                 */
                wait?: components["parameters"]["Wait"];
                /**
                 * @description How many exchanges to return at most.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Return the exchanges that come after the one with this id, the earliest first. 0 starts at the oldest that is kept.
                 *     Without it the latest exchanges are returned. With `sandbox=*` it is a `sequence`, not an id.
                 * @example 2
                 */
                after?: components["parameters"]["After"];
                /**
                 * @description The name of the sandbox whose exchanges to show, or `*` for the exchanges of all sandboxes. If there is no sandbox
                 *     with this name, the reply is 404.
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
            /** @description The exchanges that match. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The exchanges, the newest last. */
                        exchanges: components["schemas"]["Exchange"][];
                        /**
                         * @description The id of the last exchange here, when later ones match; with `sandbox=*` its `sequence`. Give it as
                         *     `after` to get those.
                         */
                        next?: components["schemas"]["ExchangeId"];
                    };
                };
            };
            /** @description A parameter is unknown, or has a value that it cannot have. */
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
        };
    };
    clearExchanges: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
        };
    };
    streamExchanges: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox whose exchanges to show, or `*` for the exchanges of all sandboxes. If there is no sandbox
                 *     with this name, the reply is 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["SandboxOrAll"];
            };
            header?: {
                /**
                 * @description The id of the last event that was received. Without it, the stream starts with the next exchange.
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
        };
    };
    getExchange: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the exchange. A value that is no id is answered with 404.
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
            /** @description No exchange has this id, or the journal no longer keeps it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDatabaseKeys: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
                 * @example default
                 */
                sandbox?: components["parameters"]["Sandbox"];
            };
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. A value that no slug can have is answered with 404.
                 * @example my-org
                 */
                organization: components["parameters"]["Organization"];
                /**
                 * @description Name of the database. A value that no name can have is answered with 404.
                 * @example my-db
                 */
                database: components["parameters"]["Database"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The present key of the database. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JWKSet"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description There is no such organization or database. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyDatabaseToken: {
        parameters: {
            query?: {
                /**
                 * @description The name of the sandbox that the call is for. If there is no sandbox with this name, the reply is 404.
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
            /** @description What the token is good for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenVerification"];
                };
            };
            /** @description The body does not fit. */
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
        };
    };
}
