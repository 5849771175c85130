// Generated from spec/turso-2023 by npm run generate. Do not edit.

export interface paths {
    "/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organizations
         * @description Returns the organizations of which the calling user is a member. The personal organization is always among them.
         *
         *     **Analogous CLI command**: `turso org list`
         */
        get: operations["listOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
            };
            cookie?: never;
        };
        /**
         * List members
         * @description Returns the members of an organization with their roles. Requires ownership of the organization.
         *
         *     **Analogous CLI command**: `turso org members list`
         */
        get: operations["listOrganizationMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List locations
         * @description Returns the locations where an instance can be created. The codes are what `createDatabaseInstance` takes as
         *     `location`.
         *
         *     **Analogous CLI command**: `turso db locations`, which also suggests the location closest to you; this operation
         *     does not.
         */
        get: operations["listLocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
            };
            cookie?: never;
        };
        /**
         * List databases
         * @description Returns all logical databases of an organization, with the locations of their instances. Requires membership of the
         *     organization.
         *
         *     **Analogous CLI command**: `turso db list`
         */
        get: operations["listDatabases"];
        put?: never;
        /**
         * Create a database
         * @description Creates a logical database without instances. It cannot be queried until `createDatabaseInstance` gives it its first
         *     instance, which becomes the primary. Requires membership of the organization.
         *
         *     The hostname is `<name>-<org_slug>.turso.io`. Its first label holds 63 characters, so a very long slug leaves fewer
         *     than 32 for the name (inferred).
         *
         *     **Analogous CLI command**: `turso db create [db_name]`, which also creates the primary instance and, if you give no
         *     name, makes one up; this operation does neither.
         */
        post: operations["createDatabase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/{db_name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /**
         * Get a database
         * @description Returns one logical database of an organization. Requires membership of the organization.
         *
         *     **Analogous CLI command**: `turso db show [db_name]`
         */
        get: operations["getDatabase"];
        put?: never;
        post?: never;
        /**
         * Destroy a database
         * @description Destroys a logical database with its instances and its data, for good. Its tokens stop working, and its name is free
         *     at once. Requires membership of the organization.
         *
         *     **Analogous CLI command**: `turso db destroy [db_name]`
         */
        delete: operations["deleteDatabase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/{db_name}/update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Update the server version
         * @description Updates all instances of a database to the latest libSQL server. They restart, so the database is down for a short
         *     time. The reply comes when the update is complete. The request has no body. Requires membership of the organization.
         *
         *     **Analogous CLI command**: `turso db update [db_name]`
         */
        post: operations["updateDatabase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/{db_name}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /**
         * Get the usage of a database
         * @description Returns what a database used in the current calendar month (UTC, inferred), as counted for billing and monthly
         *     limits. Every instance that was used this month is listed, including those destroyed since. To learn the name and
         *     location of an instance, look up its `uuid` in the reply of `listDatabaseInstances`. Requires membership of the
         *     organization.
         *
         *     **Analogous CLI command**: `turso db inspect [db_name]`
         */
        get: operations["getDatabaseUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a database token
         * @description Creates a token with which a client can query the database. By default it allows everything and never expires. Turso
         *     keeps no record of it: it cannot be shown again, nor revoked alone. `invalidateDatabaseTokens` revokes all tokens of
         *     the database. The request has no body. Requires membership of the organization.
         *
         *     **Analogous CLI command**: `turso db tokens create [db_name]`
         */
        post: operations["createDatabaseToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/{db_name}/auth/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invalidate all database tokens
         * @description Replaces the key that signs the tokens of a database, so that every token created before stops working. This cannot
         *     be undone. The instances restart, so the database is down for a short time. The request has no body. Requires
         *     membership of the organization.
         *
         *     **Analogous CLI command**: `turso db tokens invalidate [db_name]`
         */
        post: operations["invalidateDatabaseTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/{db_name}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /**
         * List instances
         * @description Returns all instances of a database. Requires membership of the organization.
         *
         *     **Analogous CLI command**: `turso db show [db_name]`
         */
        get: operations["listDatabaseInstances"];
        put?: never;
        /**
         * Create an instance
         * @description Creates an instance of a database in the given location and assigns it a name. The first instance becomes the
         *     primary, which cannot be moved, nor destroyed without the database; all later ones are replicas. The new instance is
         *     not ready at once: `waitForDatabaseInstance` answers when it is. Requires membership of the organization.
         *
         *     **Analogous CLI command**: `turso db replicate [db_name] [location]`
         */
        post: operations["createDatabaseInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/{db_name}/instances/{instance_name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description Name of the instance, as assigned when it was created.
                 * @example my-instance
                 */
                instance_name: components["parameters"]["InstanceName"];
            };
            cookie?: never;
        };
        /**
         * Get an instance
         * @description Returns one instance of a database. Requires membership of the organization.
         *
         *     **Analogous CLI command**: `turso db show [db_name]`, which shows all instances
         */
        get: operations["getDatabaseInstance"];
        put?: never;
        post?: never;
        /**
         * Destroy an instance
         * @description Destroys a replica of a database. The primary cannot be destroyed alone: destroy the database instead. Requires
         *     membership of the organization.
         *
         *     **Analogous CLI command**: `turso db destroy [db_name] --instance [instance_name]`. With `--location [location_code]`
         *     the CLI destroys every instance in a location; here, list the instances and destroy those with that `region`.
         */
        delete: operations["deleteDatabaseInstance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/{db_name}/instances/{instance_name}/wait": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description Name of the instance, as assigned when it was created.
                 * @example my-instance
                 */
                instance_name: components["parameters"]["InstanceName"];
            };
            cookie?: never;
        };
        /**
         * Wait for an instance
         * @deprecated
         * @description Waits until an instance can be queried, then answers. Call it after `createDatabaseInstance`. Requires membership of
         *     the organization.
         *
         *     Deprecated: the operation still works, but left the documentation's table of contents in December 2023.
         */
        get: operations["waitForDatabaseInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Validate a token
         * @description Tells when the token of this very request expires. A token that is not valid is answered 401, as everywhere.
         *     Platform API tokens never expire; the user tokens of the Turso CLI do.
         */
        get: operations["validateAPIToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API tokens
         * @description Returns the user's platform API tokens, without their values.
         *
         *     **Analogous CLI command**: `turso auth api-tokens list`
         */
        get: operations["listAPITokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/api-tokens/{token_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an API token
         * @description Creates a platform API token with the given name. It acts for the calling user and never expires; `revokeAPIToken`
         *     ends it. Its value is in this reply only: keep it safe. The request has no body.
         *
         *     **Analogous CLI command**: `turso auth api-tokens mint [token_name]`
         */
        post: operations["createAPIToken"];
        /**
         * Revoke an API token
         * @description Revokes the platform API token of the given name, for good. Requests that carry it are answered 401 from then on.
         *
         *     **Analogous CLI command**: `turso auth api-tokens revoke [token_name]`
         */
        delete: operations["revokeAPIToken"];
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
         * @description The name of an organization in URLs. It is made from the organization's name and unique across Turso.
         * @example my-org
         */
        OrganizationSlug: string;
        /** @description An organization of which the calling user is a member. */
        Organization: {
            /**
             * @description The name that the organization was given. A personal organization is called `personal`.
             * @example My Org
             */
            name: string;
            slug: components["schemas"]["OrganizationSlug"];
            /**
             * @description A user's own organization (`personal`), or one that several users share (`team`).
             * @example team
             * @enum {string}
             */
            type: "personal" | "team";
        };
        /** @description What went wrong. */
        Error: {
            /**
             * @description One sentence for people.
             * @example database with name my-db already exists
             */
            error: string;
            /**
             * @description A stable code for programs. Few errors have one.
             * @example feature_not_available_for_starter_plan
             */
            code?: string;
        };
        /** @description A user as a member of an organization. */
        Member: {
            /**
             * @description GitHub name of the member.
             * @example octocat
             */
            username: string;
            /**
             * @description The creator of the organization (`owner`), or a user who was added to it (`member`, `admin`). An organization has
             *     one owner.
             * @example owner
             * @enum {string}
             */
            role: "owner" | "admin" | "member";
        };
        /**
         * @description Three-letter code of a location. `listLocations` gives the current ones.
         * @example ord
         */
        LocationCode: string;
        /**
         * @description Name of a logical database: 1 to 32 lower-case letters, digits and hyphens, without a hyphen at either end. Unique in
         *     its organization.
         * @example my-db
         */
        DatabaseName: string;
        /** @description A logical database. */
        Database: {
            Name: components["schemas"]["DatabaseName"];
            /**
             * Format: hostname
             * @description DNS name for client connections, the host of the database's `libsql:` and `https:` URLs.
             * @example my-db-my-org.turso.io
             */
            Hostname: string;
            /**
             * Format: int32
             * @description Undocumented; probably how many TLS client certificates may be issued. 0 in every published reply.
             * @example 0
             */
            IssuedCertLimit: number;
            /**
             * Format: int32
             * @description Undocumented; probably how many TLS client certificates have been issued. 0 in every published reply.
             * @example 0
             */
            IssuedCertCount: number;
            /**
             * Format: uuid
             * @description UUID of the database. Its tokens carry it as the claim `id`.
             * @example 444f7e33-ea1d-11ed-afb4-d228a44fc89f
             */
            DbId: string;
            /**
             * @description Codes of the locations that have an instance, each once, in the order of their first instance (inferred). Empty
             *     for a database without instances.
             * @example [
             *       "ord",
             *       "sjc"
             *     ]
             */
            regions: components["schemas"]["LocationCode"][];
            /** @description Code of the primary instance's location. Absent while there is no instance (inferred). */
            primaryRegion?: components["schemas"]["LocationCode"];
            /**
             * @description Always `logical`.
             * @example logical
             * @constant
             */
            type: "logical";
        };
        /**
         * @description The libSQL server image to run, `latest` (default) or `canary`. It is not shown again in any reply.
         * @default latest
         * @example latest
         * @enum {string}
         */
        DatabaseImage: "latest" | "canary";
        /**
         * @description Name of a group of databases. Without one the database goes into the group `default`.
         * @default default
         * @example default
         */
        GroupName: string;
        /** @description The logical database to create. */
        NewDatabase: {
            name: components["schemas"]["DatabaseName"];
            image?: components["schemas"]["DatabaseImage"];
            group?: components["schemas"]["GroupName"];
        };
        /**
         * @description A logical database as it is shown in the reply to its creation: without `regions`, `primaryRegion` and `type`, which
         *     `getDatabase` adds.
         */
        CreatedDatabase: {
            Name: components["schemas"]["DatabaseName"];
            /**
             * Format: hostname
             * @description DNS name for client connections, the host of the database's `libsql:` and `https:` URLs.
             * @example new-db-my-org.turso.io
             */
            Hostname: string;
            /**
             * Format: int32
             * @description Undocumented; probably how many TLS client certificates may be issued. 0 in every published reply.
             * @example 0
             */
            IssuedCertLimit: number;
            /**
             * Format: int32
             * @description Undocumented; probably how many TLS client certificates have been issued. 0 in every published reply.
             * @example 0
             */
            IssuedCertCount: number;
            /**
             * Format: uuid
             * @description UUID of the database. Its tokens carry it as the claim `id`.
             * @example 1c3a9a5e-8455-11ee-8f3a-0242ac120002
             */
            DbId: string;
        };
        /**
         * @description A user name or password from the time before database tokens. Do not use it; the service sends an empty string.
         * @example
         */
        LegacyCredential: string;
        /** @description What was used in the current calendar month. */
        Usage: {
            /**
             * Format: int64
             * @description Row reads since the month began.
             * @example 11
             */
            rows_read: number;
            /**
             * Format: int64
             * @description Row writes since the month began.
             * @example 1
             */
            rows_written: number;
            /**
             * Format: int64
             * @description Storage in use now, in bytes. It does not restart with the month.
             * @example 28672
             */
            storage_bytes: number;
        };
        /** @description The usage of one instance in the current calendar month. */
        InstanceUsage: {
            /**
             * Format: uuid
             * @description UUID of the instance. It may have been destroyed since.
             * @example 424a1738-cef9-11ed-b40d-c68341370672
             */
            uuid: string;
            usage: components["schemas"]["Usage"];
        };
        /** @description The usage of a logical database in the current calendar month. */
        DatabaseUsage: {
            /**
             * Format: uuid
             * @description UUID of the database.
             * @example 444f7e33-ea1d-11ed-afb4-d228a44fc89f
             */
            uuid: string;
            /** @description The instances that were used this month, including those destroyed since. */
            instances: components["schemas"]["InstanceUsage"][];
            /** @description The sum over `instances`. */
            usage: components["schemas"]["Usage"];
        };
        /**
         * @description A JSON Web Token in compact form, signed with Ed25519 (`alg` `EdDSA`).
         * @example eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJqdGkiOiJ1Qk1NRG9SVUVlNkpZZ0pDckJJQUFnIn0.II7j471WtsJBU4DCtbAnF_eVwhzLdri_EeHKutmSErktePN9CNc7r4cVu6kYhtuyWT_-b9TmRRyF-3T27b0xAQ
         */
        JWT: string;
        /**
         * @description Name of an instance, assigned by the API and unique in its database.
         * @example my-instance
         */
        InstanceName: string;
        /** @description An instance of a logical database. */
        Instance: {
            /**
             * Format: uuid
             * @description UUID of the instance, unique among all instances.
             * @example 424a1738-cef9-11ed-b40d-c68341370672
             */
            uuid: string;
            name: components["schemas"]["InstanceName"];
            /**
             * @description The database's first instance (`primary`), or a copy of it (`replica`).
             * @example primary
             * @enum {string}
             */
            type: "primary" | "replica";
            /** @description Code of the location that the instance runs in. */
            region: components["schemas"]["LocationCode"];
            /**
             * Format: hostname
             * @description DNS name for client connections to this instance alone.
             * @example e784ee57c52d83-my-db-my-org.turso.io
             */
            hostname: string;
        };
        /** @description The instance to create. */
        NewInstance: {
            /** @description Code of the location to create the instance in. A database may have several instances in one location. */
            location: components["schemas"]["LocationCode"];
            image?: components["schemas"]["DatabaseImage"];
        };
        /**
         * @description Id of a platform API token, a UUID in unpadded base64url.
         * @example 6FnEr-6fEe2rsyLfpvsWuA
         */
        APITokenId: string;
        /**
         * @description Name of a platform API token: 1 to 32 lower-case letters, digits and hyphens, without a hyphen at either end. Unique
         *     among the user's tokens.
         * @example my-token
         */
        APITokenName: string;
        /** @description A platform API token, without its value. */
        APIToken: {
            id: components["schemas"]["APITokenId"];
            name: components["schemas"]["APITokenName"];
        };
        /** @description A new platform API token, with its value. */
        CreatedAPIToken: {
            id: components["schemas"]["APITokenId"];
            name: components["schemas"]["APITokenName"];
            /**
             * @description The token to send as `Authorization: Bearer …`, shown in this reply only. Its one claim is `jti`, which is the
             *     token's `id` (inferred).
             */
            token: components["schemas"]["JWT"];
        };
    };
    responses: {
        /** @description The request carries no token that the API accepts. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No organization has this slug. */
        OrganizationNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The user is not a member of the organization. The text is inferred. */
        OrganizationForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The organization's plan lacks a feature that the request needs. The text is inferred. */
        FeatureNotAvailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The organization or the database does not exist. */
        DatabaseNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The organization, the database or the instance does not exist. The text for the instance is inferred here. */
        InstanceNotFound: {
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
         * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
         * @example my-org
         */
        OrgSlug: components["schemas"]["OrganizationSlug"];
        /**
         * @description Name of the logical database.
         * @example my-db
         */
        DbName: components["schemas"]["DatabaseName"];
        /**
         * @description How long the token stays valid: a duration, or `never` (default). `none`, `default` and an empty value also mean
         *     never.
         *
         *     A duration is a sum of numbers with units, in any order: `w`, `d`, `h`, `m`, `s`, `ms`, `us` (or `µs`), `ns`. A day is
         *     24 hours. `1d12h` is a day and a half, `1w2d6h3ns` one week, two days, six hours and three nanoseconds. Zero, negative
         *     durations, and those beyond 292 years are refused (inferred).
         * @example 1d
         */
        Expiration: string;
        /**
         * @description What the token allows, `full-access` (default) or `read-only`.
         * @example read-only
         */
        Authorization: "full-access" | "read-only";
        /**
         * @description Name of the instance, as assigned when it was created.
         * @example my-instance
         */
        InstanceName: components["schemas"]["InstanceName"];
        /**
         * @description Name for the new token, unique among the user's platform API tokens.
         * @example ci-token
         */
        NewTokenName: components["schemas"]["APITokenName"];
        /**
         * @description Name of the platform API token.
         * @example my-token
         */
        TokenName: components["schemas"]["APITokenName"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listOrganizations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user's organizations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The organizations of which the user is a member. */
                        organizations: components["schemas"]["Organization"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    listOrganizationMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members of the organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The members of the organization. */
                        members: components["schemas"]["Member"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The user is not the owner of the organization, or not a member at all. The texts are inferred. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["OrganizationNotFound"];
        };
    };
    listLocations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The locations, by code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Location codes and the names of the places. */
                        locations: {
                            [key: string]: string;
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    listDatabases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The databases of the organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description All logical databases of the organization. */
                        databases: components["schemas"]["Database"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
        };
    };
    createDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
            };
            cookie?: never;
        };
        /** @description The database to create. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDatabase"];
            };
        };
        responses: {
            /** @description The database was created. It has no instances. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        database: components["schemas"]["CreatedDatabase"];
                        /**
                         * @deprecated
                         * @description Deprecated. Do not use it; create a token with `createDatabaseToken`.
                         */
                        readonly username?: components["schemas"]["LegacyCredential"];
                        /**
                         * @deprecated
                         * @description Deprecated. Do not use it; create a token with `createDatabaseToken`.
                         */
                        readonly password?: components["schemas"]["LegacyCredential"];
                    };
                };
            };
            /**
             * @description The body cannot be used, the group does not exist, or the plan allows no further database. The texts for the
             *     name, the image and the body are inferred.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["FeatureNotAvailable"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            /** @description The organization already has a database of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        database: components["schemas"]["Database"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["DatabaseNotFound"];
        };
    };
    deleteDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database and its instances were destroyed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Name of the destroyed database. */
                        database: components["schemas"]["DatabaseName"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["DatabaseNotFound"];
        };
    };
    updateDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All instances run the latest version. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["DatabaseNotFound"];
        };
    };
    getDatabaseUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage so far this month. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        database: components["schemas"]["DatabaseUsage"];
                        /**
                         * @deprecated
                         * @description Deprecated. Use `database.instances`. The usage of each instance, by the instance's UUID.
                         */
                        instances?: {
                            [key: string]: components["schemas"]["Usage"];
                        };
                        /**
                         * @deprecated
                         * @description Deprecated. Use `database.usage`, which is the same.
                         */
                        total?: components["schemas"]["Usage"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["DatabaseNotFound"];
        };
    };
    createDatabaseToken: {
        parameters: {
            query?: {
                /**
                 * @description How long the token stays valid: a duration, or `never` (default). `none`, `default` and an empty value also mean
                 *     never.
                 *
                 *     A duration is a sum of numbers with units, in any order: `w`, `d`, `h`, `m`, `s`, `ms`, `us` (or `µs`), `ns`. A day is
                 *     24 hours. `1d12h` is a day and a half, `1w2d6h3ns` one week, two days, six hours and three nanoseconds. Zero, negative
                 *     durations, and those beyond 292 years are refused (inferred).
                 * @example 1d
                 */
                expiration?: components["parameters"]["Expiration"];
                /**
                 * @description What the token allows, `full-access` (default) or `read-only`.
                 * @example read-only
                 */
                authorization?: components["parameters"]["Authorization"];
            };
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The token. Its claims are `iat`, `id` (the `DbId` of the database), `exp` if it expires, and `a` with
                         *     the value `ro` if it is read-only.
                         */
                        jwt: components["schemas"]["JWT"];
                    };
                };
            };
            /** @description A query parameter has a value that it cannot have. The text for `authorization` is inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["DatabaseNotFound"];
        };
    };
    invalidateDatabaseTokens: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All earlier tokens of the database are invalid. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["DatabaseNotFound"];
        };
    };
    listDatabaseInstances: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instances of the database. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description All instances of the database. */
                        instances: components["schemas"]["Instance"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["DatabaseNotFound"];
        };
    };
    createDatabaseInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
            };
            cookie?: never;
        };
        /** @description Where to create the instance. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInstance"];
            };
        };
        responses: {
            /** @description The instance was created. It is not ready yet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        instance: components["schemas"]["Instance"];
                        /**
                         * @deprecated
                         * @description Deprecated. Do not use it; create a token with `createDatabaseToken`.
                         */
                        readonly username?: components["schemas"]["LegacyCredential"];
                        /**
                         * @deprecated
                         * @description Deprecated. Do not use it; create a token with `createDatabaseToken`.
                         */
                        readonly password?: components["schemas"]["LegacyCredential"];
                    };
                };
            };
            /** @description The body cannot be used, or the plan allows no further location. All texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["FeatureNotAvailable"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["DatabaseNotFound"];
            /** @description The location has no room for another instance at present. Status and text are inferred. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getDatabaseInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description Name of the instance, as assigned when it was created.
                 * @example my-instance
                 */
                instance_name: components["parameters"]["InstanceName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        instance: components["schemas"]["Instance"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["InstanceNotFound"];
        };
    };
    deleteDatabaseInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description Name of the instance, as assigned when it was created.
                 * @example my-instance
                 */
                instance_name: components["parameters"]["InstanceName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance was destroyed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Name of the destroyed instance. */
                        instance: components["schemas"]["InstanceName"];
                    };
                };
            };
            /** @description The instance is the primary. Status and text are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            /** @description The organization, the database or the instance does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    waitForDatabaseInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. The slug of a user's personal organization is their GitHub name.
                 * @example my-org
                 */
                org_slug: components["parameters"]["OrgSlug"];
                /**
                 * @description Name of the logical database.
                 * @example my-db
                 */
                db_name: components["parameters"]["DbName"];
                /**
                 * @description Name of the instance, as assigned when it was created.
                 * @example my-instance
                 */
                instance_name: components["parameters"]["InstanceName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance is ready. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The instance will not become ready, because provisioning it failed. The text is inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["InstanceNotFound"];
        };
    };
    validateAPIToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is valid. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description When the token expires, in seconds since 1970 (Unix time), or -1 if it never does.
                         * @example -1
                         * @example 1700697600
                         */
                        exp: number;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    listAPITokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user's platform API tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description All platform API tokens of the user. */
                        tokens: components["schemas"]["APIToken"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    createAPIToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name for the new token, unique among the user's platform API tokens.
                 * @example ci-token
                 */
                token_name: components["parameters"]["NewTokenName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedAPIToken"];
                };
            };
            /** @description No token can have this name. Status and texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The user already has a token of this name. The text is inferred. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    revokeAPIToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the platform API token.
                 * @example my-token
                 */
                token_name: components["parameters"]["TokenName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token was revoked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Name of the revoked token. */
                        token: components["schemas"]["APITokenName"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The user has no token of this name. Status and text are inferred. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
