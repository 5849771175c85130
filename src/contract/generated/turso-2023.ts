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
         * @description Returns the organizations of which the calling user is a member. They always include the personal organization.
         *
         *     **Analogous CLI command**: `turso org list`
         */
        get: operations["listOrganizations"];
        put?: never;
        /**
         * Create an organization
         * @description Creates a team that the calling user owns. Its slug is derived from its name (inferred). With `dry_run=true` it only
         *     checks whether this is possible, and the response has the organization as it would be. The Turso CLI checks first,
         *     opens the payment page in the browser, and then creates the organization. Not documented by the vendor: the Turso
         *     CLI calls it.
         *
         *     Requires a paid plan, otherwise it returns 402.
         *
         *     **Analogous CLI command**: `turso org create [name]`
         */
        post: operations["createOrganization"];
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
        /**
         * Add a member
         * @description Adds a user to a team at once. Requires the role `admin` or `owner`. Not documented by the vendor: the Turso CLI
         *     calls it.
         *
         *     **Analogous CLI command**: `turso org members add [username]`
         */
        post: operations["addOrganizationMember"];
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
         * @description Returns the locations where you can create an instance. `createDatabaseInstance` takes the codes as `location`.
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
         * @description Creates a logical database. A database in a group has an instance in each location of the group. A database without
         *     a group has no instances: you cannot query it until you create the first one with `createDatabaseInstance`, which
         *     becomes the primary. Requires membership of the organization.
         *
         *     The hostname is `<name>-<org_slug>.turso.io`. Its first label has at most 63 characters, so with a very long slug,
         *     the name must be shorter than 32 characters (inferred).
         *
         *     **Analogous CLI command**: `turso db create [db_name]`, which also creates the primary instance and, if you omit the
         *     name, generates one; this operation does neither.
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
         * @description Destroys a logical database with its instances and its data permanently. Its tokens stop working, and its name is
         *     available at once. Requires membership of the organization.
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
         * @description Updates all instances of a database to the latest libSQL server. They restart, so the database is unavailable for a
         *     short time. The response comes when the update is complete. The request has no body. Requires membership of the
         *     organization.
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
         * @description Returns the usage of a database in the current calendar month (UTC, inferred), as counted for billing and monthly
         *     limits. It lists every instance that was used this month, including destroyed ones. To get the name and location of
         *     an instance, look up its `uuid` in the response of `listDatabaseInstances`. Requires membership of the organization.
         *
         *     Mockplane estimates the rows that SQL reads from the query plan, and those that it writes from the changed rows and
         *     the indexes of their tables. Bytes stored are exact. A statement counts for the instance that its host names, or for
         *     the primary.
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
         * @description Creates a token with which a client can query the database. By default it gives full access and never expires. Turso
         *     does not store it: you cannot get it again, and you cannot revoke it separately. `invalidateDatabaseTokens` revokes
         *     all tokens of the database. The request has no body. Requires membership of the organization.
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
         * @description Replaces the key that signs the tokens of a database. Every earlier token stops working. You cannot undo this. The
         *     instances restart, so the database is unavailable for a short time. The request has no body. Requires membership of
         *     the organization.
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
         *     primary. You cannot move it, and you can destroy it only with the database. All later ones are replicas. The new
         *     instance is not ready at once; call `waitForDatabaseInstance` to wait for it. You cannot create an instance of a
         *     database in a group: its instances follow the locations of the group. Requires membership of the organization.
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
         * @description Destroys a replica of a database. You cannot destroy the primary separately: destroy the database instead. You
         *     cannot destroy an instance of a database in a group: remove the location from the group instead. Requires membership
         *     of the organization.
         *
         *     **Analogous CLI command**: `turso db destroy [db_name] --instance [instance_name]`. With `--location
         *     [location_code]` the CLI destroys every instance in a location; here, list the instances and destroy those with that
         *     `region`.
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
         * @description Waits until an instance is ready for queries. Call it after `createDatabaseInstance`. Requires membership of the
         *     organization.
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
         * @description Returns when the token of this request expires. As everywhere, an invalid token returns 401. Platform API tokens
         *     never expire; the user tokens of the Turso CLI do.
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
         * @description Creates a platform API token with the given name. It acts for the calling user and never expires; revoke it with
         *     `revokeAPIToken`. Only this response has its value: store it safely. The request has no body.
         *
         *     **Analogous CLI command**: `turso auth api-tokens mint [token_name]`
         */
        post: operations["createAPIToken"];
        /**
         * Revoke an API token
         * @description Revokes the platform API token with the given name permanently. Requests with this token then return 401.
         *
         *     **Analogous CLI command**: `turso auth api-tokens revoke [token_name]`
         */
        delete: operations["revokeAPIToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organizations with their settings
         * @description Returns the organizations of which the calling user is a member, like `listOrganizations`, and whether each pays for
         *     usage beyond its quotas. Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso org list`
         */
        get: operations["listOrganizationsV2"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/stripe-customer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a billing customer
         * @description Creates a billing customer for an organization that does not exist yet. Mockplane does not bill and stores no
         *     customers. Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso org create [name]`
         */
        post: operations["createBillingCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}": {
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
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an organization
         * @description Deletes a team with its groups and databases. Only its owner can delete it (inferred). A personal organization
         *     cannot be deleted. Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso org destroy [slug]`
         */
        delete: operations["deleteOrganization"];
        options?: never;
        head?: never;
        /**
         * Update an organization
         * @description Changes whether an organization pays for usage beyond its quotas. Omitted properties stay as they are. Requires the
         *     role `admin` or `owner` (inferred). Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso plan overages enable`
         */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/v1/organizations/{org_slug}/members/{username}": {
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
                 * @description GitHub name of the user.
                 * @example hubot
                 */
                username: components["parameters"]["Username"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Removes a user from an organization. The user's tokens stay valid, but no longer give access to the organization
         *     (inferred). You cannot remove the owner. Requires the role `admin` or `owner`; any member can leave (inferred). Not
         *     documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso org members rm [username]`
         */
        delete: operations["removeOrganizationMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/invite": {
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
        get?: never;
        put?: never;
        /**
         * Invite a member
         * @description Sends an invite to an address. A later invite to the same address replaces it. Requires the role `admin` or `owner`.
         *     Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso org members invite [email]`
         */
        post: operations["inviteMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/usage": {
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
         * Get the usage of an organization
         * @description Returns the usage of an organization in the current calendar month (UTC, inferred), in total and for each database.
         *     Requires membership of the organization. Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso plan show`
         */
        get: operations["getOrganizationUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/subscription": {
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
         * Get the subscription
         * @description Returns the plan of an organization. Requires membership of the organization. Not documented by the vendor: the
         *     Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso plan show`
         */
        get: operations["getOrganizationSubscription"];
        put?: never;
        /**
         * Change the subscription
         * @description Subscribes an organization to another plan. Requires the role `admin` or `owner` (inferred). Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso plan select`
         */
        post: operations["updateSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/billing/portal": {
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
        get?: never;
        put?: never;
        /**
         * Open the billing portal
         * @description Returns the URL of the page where an organization manages its payment. Mockplane does not bill, and this page does
         *     not exist. Not documented by the vendor: the Turso CLI calls it. Requires membership of the organization.
         *
         *     Use the path without an organization, `/v1/billing/portal`, for the customer of an organization that does not exist
         *     yet.
         *
         *     **Analogous CLI command**: `turso org billing`
         */
        post: operations["createBillingPortal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/billing/payment-methods": {
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
         * Check for a payment method
         * @description Returns whether an organization, or a customer without an organization, has a payment method. Mockplane does not
         *     bill and always returns true. Not documented by the vendor: the Turso CLI calls it. Requires membership of the
         *     organization.
         *
         *     **Analogous CLI command**: `turso plan select`
         */
        get: operations["getPaymentMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List plans
         * @description Returns all plans with their prices and quotas. Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso plan show`
         */
        get: operations["listPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/locations/{location}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the location.
                 * @example ord
                 */
                location: components["parameters"]["Location"];
            };
            cookie?: never;
        };
        /**
         * Get a location
         * @description Returns a location and the nearest other ones. If an instance cannot be created, the CLI calls this operation to
         *     suggest another location. Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso db replicate [db_name] [location]`, if the location has no capacity.
         */
        get: operations["getLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/groups": {
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
         * List groups
         * @description Returns the groups of an organization, in the order of their creation (inferred). Requires membership of the
         *     organization.
         *
         *     **Analogous CLI command**: `turso group list`
         */
        get: operations["listGroups"];
        put?: never;
        /**
         * Create a group
         * @description Creates a group in one location, its primary. It has no databases yet, and its own signing key. The location can
         *     become ready a little later than the response; call `waitForGroupLocation` to wait for it. Requires membership of
         *     the organization (inferred).
         *
         *     **Analogous CLI command**: `turso group create [group_name] --location [location]`
         */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/groups/{group_name}": {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        /**
         * Get a group
         * @description Returns a group with its locations. Requires membership of the organization.
         *
         *     **Analogous CLI command**: `turso group locations list [group_name]`
         */
        get: operations["getGroup"];
        put?: never;
        post?: never;
        /**
         * Delete a group
         * @description Deletes a group and its databases permanently. Their names are available at once, and no token opens them any more.
         *     Requires membership of the organization (inferred).
         *
         *     **Analogous CLI command**: `turso group destroy [group_name]`
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/groups/{group_name}/locations/{location}": {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a location to a group
         * @description Adds a location to a group: every database of the group gets an instance there. Adding an existing location changes
         *     nothing (inferred). The location can become ready a little later than the response; call `waitForGroupLocation` to
         *     wait for it. Requires membership of the organization (inferred). The request has no body.
         *
         *     **Analogous CLI command**: `turso group locations add [group_name] [location]`
         */
        post: operations["addLocationToGroup"];
        /**
         * Remove a location from a group
         * @description Removes a location from a group: the databases of the group lose their instances there. You cannot remove the
         *     primary location. Requires membership of the organization (inferred).
         *
         *     **Analogous CLI command**: `turso group locations remove [group_name] [location]`
         */
        delete: operations["removeLocationFromGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/groups/{group_name}/locations/{location}/wait": {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
                /**
                 * @description Code of a location of the group.
                 * @example sjc
                 */
                location: components["parameters"]["GroupLocation"];
            };
            cookie?: never;
        };
        /**
         * Wait for a location of a group
         * @description Waits until a location of a group is ready. The response has an empty body. Not documented by the vendor: the Turso
         *     CLI calls it. Requires membership of the organization.
         *
         *     **Analogous CLI command**: `turso group create [group_name] --wait`
         */
        get: operations["waitForGroupLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/groups/{group_name}/auth/tokens": {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a group token
         * @description Creates a token that opens every database of the group. The key of the group signs it. Turso does not store it, and
         *     you cannot revoke it separately; `invalidateGroupTokens` revokes all tokens of the group. Requires membership of the
         *     organization (inferred). The request has no body.
         *
         *     **Analogous CLI command**: `turso group tokens create [group_name]`
         */
        post: operations["createGroupToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/groups/{group_name}/auth/rotate": {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invalidate all tokens of a group
         * @description Replaces the signing key of a group. Earlier tokens of the group and (inferred) of its databases no longer verify.
         *     Requires membership of the organization (inferred). The request has no body.
         *
         *     **Analogous CLI command**: `turso group tokens invalidate [group_name]`
         */
        post: operations["invalidateGroupTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/dumps": {
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
        get?: never;
        put?: never;
        /**
         * Upload a dump
         * @description Uploads a dump in SQL, as `sqlite3 file .dump` writes it. Returns the URL for a `seed` of the type `dump` of
         *     `createDatabase`. Not documented by the vendor: the Turso CLI calls it. Requires membership of the organization.
         *
         *     **Analogous CLI command**: `turso db create [db_name] --from-dump [file]`
         */
        post: operations["uploadDump"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/{db_name}/seed": {
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
         * Seed a database
         * @description Runs a dump in a database and keeps its rows. If the SQL fails, the response is 400, and nothing changes. Not
         *     documented by the vendor: the Turso CLI calls it. No command of that version does so any more. Requires membership
         *     of the organization.
         */
        post: operations["seedDatabase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org_slug}/databases/{db_name}/transfer": {
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
         * Transfer a database
         * @description Moves a database that belongs to no group to another organization (inferred). Its tokens stay valid. Its hostname
         *     gets the slug of the other organization. Requires membership of both organizations (inferred). Not documented by the
         *     vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso org db-transfer [db_name] [org_slug]`
         */
        post: operations["transferDatabase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/auth/api-tokens/{token_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an API token (wrapped)
         * @description Creates a platform API token like `createAPIToken`, with another form of the response. The request has no body. Not
         *     documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso auth api-tokens mint [token_name]`
         */
        post: operations["createAPITokenV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/current-user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current user
         * @description Returns the name of the user for whom the token acts, and the plan of the user's personal organization. Not
         *     documented by the vendor: the Turso CLI calls it.
         */
        get: operations["getCurrentUserPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send feedback
         * @description Sends feedback about the service. Mockplane discards it. Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso account feedback`
         */
        post: operations["submitFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/releases/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the newest version of the CLI
         * @description Returns the newest version of the Turso CLI. The CLI sends no token. Mockplane returns the version in the
         *     `User-Agent` of the request, so that no CLI tries to update itself. Not documented by the vendor: the Turso CLI
         *     calls it.
         *
         *     **Analogous CLI command**: `turso update`
         */
        get: operations["getLatestRelease"];
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
        /** @description An error. */
        Error: {
            /**
             * @description One sentence for people.
             * @example database with name my-db already exists
             */
            error: string;
            /**
             * @description A stable code for programs. Only a few errors have one.
             * @example feature_not_available_for_starter_plan
             */
            code?: string;
        };
        /**
         * @description The name of an organization in URLs. It is derived from the organization's name and unique across Turso.
         * @example my-org
         */
        OrganizationSlug: string;
        /** @description An organization of which the calling user is a member. */
        Organization: {
            /**
             * @description The name of the organization. A personal organization has the name `personal`.
             * @example My Org
             */
            name: string;
            slug: components["schemas"]["OrganizationSlug"];
            /**
             * @description A user's own organization (`personal`), or an organization of several users (`team`).
             * @example team
             * @enum {string}
             */
            type: "personal" | "team";
        };
        /**
         * @description Id of a customer at the vendor's billing service.
         * @example cus_MoMN0ijn54wkbt
         */
        StripeId: string;
        /** @description The organization to create. */
        CreateOrganizationRequest: {
            /**
             * @description Name of the organization, with at least one letter or digit. Its slug is derived from the name (inferred).
             * @example New Team
             */
            name: string;
            /** @description The billing customer. Mockplane does not bill and ignores it. */
            stripe_id?: components["schemas"]["StripeId"];
        };
        /** @description An organization of which the calling user is a member, with its settings. */
        OrganizationDetails: {
            /**
             * @description The name of the organization. A personal organization has the name `personal`.
             * @example My Org
             */
            name: string;
            slug: components["schemas"]["OrganizationSlug"];
            /**
             * @description A user's own organization (`personal`), or an organization of several users (`team`).
             * @example team
             * @enum {string}
             */
            type: "personal" | "team";
            /**
             * @description Whether the organization pays for usage beyond its quotas.
             * @example false
             */
            overages: boolean;
        };
        /**
         * @description GitHub name of a user.
         * @example hubot
         */
        Username: string;
        /** @description A user as a member of an organization. */
        Member: {
            /** @description GitHub name of the member. */
            username: components["schemas"]["Username"];
            /**
             * @description The creator of the organization (`owner`), or a user who was added to it (`member`, `admin`). An organization has
             *     one owner.
             * @example owner
             * @enum {string}
             */
            role: "owner" | "admin" | "member";
        };
        /** @description The user to add to the organization. */
        AddMemberRequest: {
            /** @description GitHub name of an existing user. */
            username: components["schemas"]["Username"];
            /**
             * @description Role of the new member.
             * @default member
             * @example member
             * @enum {string}
             */
            role?: "admin" | "member";
        };
        /**
         * @description Code of a location: three letters in this edition. `listLocations` returns the current ones. A group from the 2026
         *     edition is in an AWS region, whose code is longer. `local` is a server on the user's own machine.
         * @example ord
         */
        LocationCode: string;
        /**
         * @description Name of a logical database: lower-case letters, digits and hyphens, without a hyphen at either end. Unique in its
         *     organization. `createDatabase` takes up to 32 characters; the 2026 edition takes 64.
         * @example my-db
         */
        DatabaseName: string;
        /**
         * @description Name of a group: 1 to 64 lower-case letters, digits and hyphens, without a hyphen at either end (inferred from
         *     databases). Unique in its organization.
         * @example default
         */
        GroupName: string;
        /** @description A logical database. */
        Database: {
            Name: components["schemas"]["DatabaseName"];
            /**
             * @description DNS name for client connections, the host of the database's `libsql:` and `https:` URLs. With local hostnames, the
             *     host and port of the server.
             * @example my-db-my-org.turso.io
             */
            Hostname: string;
            /**
             * Format: int32
             * @description Undocumented; probably how many TLS client certificates may be issued. 0 in every published response.
             * @example 0
             */
            IssuedCertLimit: number;
            /**
             * Format: int32
             * @description Undocumented; probably how many TLS client certificates have been issued. 0 in every published response.
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
            /** @description Code of the primary instance's location. Absent if there is no instance (inferred). */
            primaryRegion?: components["schemas"]["LocationCode"];
            /** @description Name of the group that the database belongs to. Absent if the database belongs to no group. */
            group?: components["schemas"]["GroupName"];
            /**
             * @description Always `logical`.
             * @example logical
             * @constant
             */
            type: "logical";
        };
        /**
         * @description The libSQL server image to run, `latest` (default) or `canary`. No response contains it.
         * @default latest
         * @example latest
         * @enum {string}
         */
        DatabaseImage: "latest" | "canary";
        /** @description The source of the contents of the new database. Without it, the database is empty. */
        DatabaseSeed: {
            /**
             * @description `database` copies the database of the same organization that `value` names. `dump` runs the dump at `url`. If its
             *     SQL fails, the response is 400, and no database is created.
             * @example database
             * @enum {string}
             */
            type: "database" | "dump";
            /**
             * @description Name of the database to copy.
             * @example my-db
             */
            value?: string;
            /**
             * Format: uri
             * @description The URL of the dump, as `uploadDump` returns it.
             * @example https://dumps.example.com/d0a7c1de-8455-11ee-9b1c-0242ac120002.sql
             */
            url?: string;
            /**
             * Format: date-time
             * @description The point in time of the copy. Mockplane keeps the current rows of a database when you move the clock. It refuses
             *     a point in time whose rows it does not have.
             * @example 2023-11-15T10:00:00Z
             */
            timestamp?: string;
        };
        /** @description The logical database to create. */
        CreateDatabaseRequest: {
            /**
             * @description Name of the logical database: 1 to 32 lower-case letters, digits and hyphens, without a hyphen at either end.
             *     Unique in its organization.
             * @example new-db
             */
            name: string;
            image?: components["schemas"]["DatabaseImage"];
            /**
             * @description Name of a group of databases. The database is then replicated with the group. Without it, the database belongs to
             *     no group, and you create its instances one by one.
             * @example default
             */
            group?: string;
            /**
             * @description Code of the location that the CLI has chosen for a new group. It has no effect. Not documented by the vendor; its
             *     CLI sends it.
             * @example ord
             */
            location?: string;
            /** @description The source of the contents. Without it, the database is empty. Not documented by the vendor; its CLI sends it. */
            seed?: components["schemas"]["DatabaseSeed"];
        };
        /**
         * @description A logical database in the response to its creation, without `regions`, `primaryRegion` and `type`. `getDatabase`
         *     returns these, too.
         */
        CreatedDatabase: {
            Name: components["schemas"]["DatabaseName"];
            /**
             * @description DNS name for client connections, the host of the database's `libsql:` and `https:` URLs. With local hostnames, the
             *     host and port of the server.
             * @example new-db-my-org.turso.io
             */
            Hostname: string;
            /**
             * Format: int32
             * @description Undocumented; probably how many TLS client certificates may be issued. 0 in every published response.
             * @example 0
             */
            IssuedCertLimit: number;
            /**
             * Format: int32
             * @description Undocumented; probably how many TLS client certificates have been issued. 0 in every published response.
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
         * @description A user name or password from before database tokens. Do not use it; the service sends an empty string.
         * @example
         */
        LegacyCredential: string;
        /** @description The usage of the current calendar month. */
        Usage: {
            /**
             * Format: int64
             * @description Row reads since the month began, estimated.
             * @example 11
             */
            rows_read: number;
            /**
             * Format: int64
             * @description Row writes since the month began, estimated.
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
             * @description DNS name for client connections to this instance only. With local hostnames, the host and port of the server.
             * @example e784ee57c52d83-my-db-my-org.turso.io
             */
            hostname: string;
        };
        /**
         * @description Three-letter code of a location. `listLocations` returns the current ones.
         * @example ord
         */
        FlyLocationCode: string;
        /** @description The instance to create. */
        CreateInstanceRequest: {
            /** @description Code of the location to create the instance in. A database may have several instances in one location. */
            location: components["schemas"]["FlyLocationCode"];
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
             * @description The token to send as `Authorization: Bearer …`, shown only in this response. Its only claim is `jti`, which is the
             *     token's `id` (inferred).
             */
            token: components["schemas"]["JWT"];
        };
        /** @description The organization of the customer. */
        CreateBillingCustomerRequest: {
            /**
             * @description Name of the organization to create later.
             * @example New Team
             */
            name: string;
        };
        /** @description The settings to change. */
        UpdateOrganizationRequest: {
            /**
             * @description Whether the organization pays for usage beyond its quotas.
             * @example true
             */
            overages?: boolean;
        };
        /** @description The address to invite and the role. */
        InviteMemberRequest: {
            /**
             * Format: email
             * @description Address to send the invite to.
             * @example visitor@example.com
             */
            email: string;
            /**
             * @description Role that the invited user will have.
             * @default member
             * @example member
             * @enum {string}
             */
            role?: "admin" | "member";
        };
        /** @description An invite to an organization. */
        Invite: {
            /**
             * Format: email
             * @description Address of the invite.
             * @example visitor@example.com
             */
            email: string;
            /**
             * @description Role that the invited user will have.
             * @example member
             * @enum {string}
             */
            role: "admin" | "member";
        };
        /** @description The usage of an organization in the current calendar month: the sum over its databases. */
        OrganizationUsage: {
            /**
             * Format: uuid
             * @description UUID of the organization.
             * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
             */
            uuid: string;
            /** @description The sums. */
            usage: {
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
                 * @example 49152
                 */
                storage_bytes: number;
                /**
                 * Format: int64
                 * @description Current number of databases.
                 * @example 2
                 */
                databases: number;
                /**
                 * Format: int64
                 * @description Current number of distinct locations.
                 * @example 2
                 */
                locations: number;
            };
            /** @description The databases. */
            databases: components["schemas"]["DatabaseUsage"][];
        };
        /**
         * @description Name of a plan, such as `starter`, `scaler` or `enterprise`.
         * @example scaler
         */
        PlanName: string;
        /** @description The plan of an organization. */
        Subscription: {
            /** @description Name of the plan. It may end in `_overages`. */
            name: components["schemas"]["PlanName"];
        };
        /** @description The plan to subscribe to. */
        UpdateSubscriptionRequest: {
            /**
             * @description Name of the plan, as `listPlans` returns it.
             * @example starter
             */
            plan: string;
        };
        /** @description The customer. */
        BillingPortalRequest: {
            /** @description The customer, if it is not the organization itself. */
            stripe_id?: components["schemas"]["StripeId"];
        };
        /** @description The quotas of a plan. 0 means unlimited. */
        PlanQuotas: {
            /**
             * Format: int64
             * @description Row reads per month.
             * @example 100000000000
             */
            rowsRead: number;
            /**
             * Format: int64
             * @description Row writes per month.
             * @example 100000000
             */
            rowsWritten: number;
            /**
             * Format: int64
             * @description Databases.
             * @example 10000
             */
            databases: number;
            /**
             * Format: int64
             * @description Locations.
             * @example 6
             */
            locations: number;
            /**
             * Format: int64
             * @description Storage, in bytes.
             * @example 20000000000
             */
            storage: number;
        };
        /** @description A plan that an organization can subscribe to. */
        Plan: {
            name: components["schemas"]["PlanName"];
            /**
             * @description Monthly price in US dollars.
             * @example 29
             */
            price: string;
            quotas: components["schemas"]["PlanQuotas"];
        };
        /** @description A location and the nearest ones. */
        LocationDetails: {
            code: components["schemas"]["FlyLocationCode"];
            /**
             * @description Name of the place, for people.
             * @example Chicago, Illinois (US)
             */
            description: string;
            /** @description The nearest other locations, nearest first. */
            closest: {
                code: components["schemas"]["FlyLocationCode"];
                /**
                 * @description Name of the place, for people.
                 * @example Toronto, Canada
                 */
                description: string;
            }[];
        };
        /** @description A group of databases that share their locations. */
        Group: {
            name: components["schemas"]["GroupName"];
            /**
             * @description Codes of all locations, primary first (inferred).
             * @example [
             *       "ord",
             *       "sjc"
             *     ]
             */
            locations: components["schemas"]["LocationCode"][];
            /** @description Code of the primary location, which accepts writes. */
            primary: components["schemas"]["LocationCode"];
        };
        /** @description The group to create. */
        CreateGroupRequest: {
            /**
             * @description Name of the group: 1 to 32 lower-case letters, digits and hyphens, without a hyphen at either end (inferred from
             *     databases).
             * @example group2
             */
            name: string;
            /** @description Code of the primary location. */
            location: components["schemas"]["FlyLocationCode"];
            /**
             * @description The libSQL server image, `latest` or `canary`. Not documented by the vendor; its CLI sends it.
             * @example latest
             */
            version?: string;
        };
        /**
         * Format: uri
         * @description The URL of an uploaded dump. Send it as `seed.url`.
         * @example https://dumps.example.com/d0a7c1de-8455-11ee-9b1c-0242ac120002.sql
         */
        DumpUrl: string;
        /** @description The other organization. */
        TransferDatabaseRequest: {
            /**
             * @description Slug of the other organization.
             * @example octocat
             */
            org: string;
        };
        /** @description A new platform API token, with its value. */
        TokenWithValue: {
            id: components["schemas"]["APITokenId"];
            name: components["schemas"]["APITokenName"];
            /** @description The token to send as `Authorization: Bearer …`, shown only in this response. */
            value: components["schemas"]["JWT"];
        };
        /** @description The feedback of a user. */
        SubmitFeedbackRequest: {
            /**
             * @description The subject.
             * @example Works
             */
            summary?: string;
            /**
             * @description The text.
             * @example The tests run offline now.
             */
            feedback: string;
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
         *     | 429 | The token would create a sandbox, and Mockplane is at its limit of sandboxes. |
         *     | 500 | The service has failed. Mockplane returns it for a defect of its own, and if a fault rule or `Prefer` selects it. |
         *     | 502 | A gateway cannot reach the service. Mockplane returns it only if a fault rule or `Prefer` selects it. |
         *     | 503 | The libSQL server with the rows of databases is not available, or another server has the sandbox open. |
         *     | 504 | The service did not answer a gateway in time. Mockplane returns it only if a fault rule or `Prefer` selects it. |
         *     | 507 | Mockplane cannot write to its data directory. |
         *
         *     Turso's own service can return further statuses, with the same body.
         */
        OtherError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The token is missing or the API does not accept it. */
        Unauthorized: {
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
        /** @description The token is restricted, and this operation requires an unrestricted token. The text is inferred. */
        RestrictedToken: {
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
        /** @description The user is neither an admin nor the owner of the organization. The texts are inferred. */
        AdminForbidden: {
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
        /** @description The user is not the owner of the organization. The texts are inferred. */
        OwnerForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The organization or the group does not exist. */
        GroupNotFound: {
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
         * @description Whether to only check the request, without creating anything.
         * @example false
         */
        DryRun: boolean;
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
         * @description The access that the token gives, `full-access` (default) or `read-only`.
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
        /**
         * @description GitHub name of the user.
         * @example hubot
         */
        Username: components["schemas"]["Username"];
        /**
         * @description The customer, if it is not the organization itself.
         * @example cus_MoMN0ijn54wkbt
         */
        StripeId: components["schemas"]["StripeId"];
        /**
         * @description Code of the location.
         * @example ord
         */
        Location: components["schemas"]["FlyLocationCode"];
        /**
         * @description Name of the group.
         * @example default
         */
        GroupName: components["schemas"]["GroupName"];
        /**
         * @description Code of the location to add.
         * @example fra
         */
        NewLocation: components["schemas"]["LocationCode"];
        /**
         * @description Code of a location of the group.
         * @example sjc
         */
        GroupLocation: components["schemas"]["LocationCode"];
        /**
         * @description Names the version of the CLI.
         * @example turso-cli/0.87.4 (linux/amd64)
         */
        UserAgent: string;
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
            default: components["responses"]["OtherError"];
        };
    };
    createOrganization: {
        parameters: {
            query?: {
                /**
                 * @description Whether to only check the request, without creating anything.
                 * @example false
                 */
                dry_run?: components["parameters"]["DryRun"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The organization to create. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrganizationRequest"];
            };
        };
        responses: {
            /** @description The organization was created, or can be created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        org: components["schemas"]["OrganizationDetails"];
                    };
                };
            };
            /** @description The body or the parameter is invalid. The texts are inferred. */
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
            403: components["responses"]["RestrictedToken"];
            /** @description Another organization has this name, or a name with the same slug. The text is inferred. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
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
            /** @description The user is not the owner of the organization. The texts are inferred. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    addOrganizationMember: {
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
        /** @description The user to add. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddMemberRequest"];
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
                        /** @description Name of the new member. */
                        member: components["schemas"]["Username"];
                        /**
                         * @description Role of the new member.
                         * @example member
                         * @enum {string}
                         */
                        role: "admin" | "member";
                    };
                };
            };
            /** @description The body is invalid, or the organization is personal. The texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminForbidden"];
            /** @description The organization or the user does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The user is already a member. The text is from a later document. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
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
            default: components["responses"]["OtherError"];
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
            default: components["responses"]["OtherError"];
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
                "application/json": components["schemas"]["CreateDatabaseRequest"];
            };
        };
        responses: {
            /** @description The database was created. It has no instances, unless it belongs to a group. */
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
             * @description The body is invalid, the group or the database to copy does not exist, or the plan allows no more databases. The
             *     texts for the name, the image, the seed and the body are inferred.
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
            default: components["responses"]["OtherError"];
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
            default: components["responses"]["OtherError"];
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
            default: components["responses"]["OtherError"];
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
            default: components["responses"]["OtherError"];
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
            default: components["responses"]["OtherError"];
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
                 * @description The access that the token gives, `full-access` (default) or `read-only`.
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
            /** @description A query parameter has an invalid value. The text for `authorization` is inferred. */
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
            default: components["responses"]["OtherError"];
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
            default: components["responses"]["OtherError"];
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
            default: components["responses"]["OtherError"];
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
        /** @description The location of the instance. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInstanceRequest"];
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
            /**
             * @description The body is invalid, the database belongs to a group, or the plan allows no more locations. All texts are
             *     inferred.
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
            404: components["responses"]["DatabaseNotFound"];
            /** @description The location has no capacity for another instance. Status and text are inferred. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
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
            default: components["responses"]["OtherError"];
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
            /** @description The instance is the primary, or the database belongs to a group. Status and texts are inferred. */
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
            default: components["responses"]["OtherError"];
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
            /** @description The provisioning of the instance failed. The text is inferred. */
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
            default: components["responses"]["OtherError"];
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
            default: components["responses"]["OtherError"];
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
            403: components["responses"]["RestrictedToken"];
            default: components["responses"]["OtherError"];
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
            /** @description The name is not valid. Status and texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["RestrictedToken"];
            /** @description The user already has a token of this name. The text is inferred. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
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
            403: components["responses"]["RestrictedToken"];
            /** @description The user has no token of this name. Status and text are inferred. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    listOrganizationsV2: {
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
                        organizations: components["schemas"]["OrganizationDetails"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["OtherError"];
        };
    };
    createBillingCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The organization of the customer. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBillingCustomerRequest"];
            };
        };
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        StripeCustomerId: components["schemas"]["StripeId"];
                    };
                };
            };
            /** @description The body is invalid. The texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["RestrictedToken"];
            default: components["responses"]["OtherError"];
        };
    };
    deleteOrganization: {
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
            /** @description The organization was deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description The organization is personal. The text is inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OwnerForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    updateOrganization: {
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
        /** @description The settings to change. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrganizationRequest"];
            };
        };
        responses: {
            /** @description The changed organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organization: components["schemas"]["OrganizationDetails"];
                    };
                };
            };
            /** @description The body is invalid. The text is inferred. */
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
            403: components["responses"]["AdminForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    removeOrganizationMember: {
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
                 * @description GitHub name of the user.
                 * @example hubot
                 */
                username: components["parameters"]["Username"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user is no longer a member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Name of the user. */
                        member: components["schemas"]["Username"];
                    };
                };
            };
            /** @description The user owns the organization. Status and text are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminForbidden"];
            /** @description The organization does not exist, or the user is not in it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    inviteMember: {
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
        /** @description The address to invite and the role. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteMemberRequest"];
            };
        };
        responses: {
            /** @description The invite was sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        invited: components["schemas"]["Invite"];
                    };
                };
            };
            /** @description The body is invalid, or the organization is personal. The texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getOrganizationUsage: {
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
            /** @description The usage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organization: components["schemas"]["OrganizationUsage"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getOrganizationSubscription: {
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
            /** @description The subscription. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        subscription: components["schemas"]["Subscription"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    updateSubscription: {
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
        /** @description The plan to subscribe to. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSubscriptionRequest"];
            };
        };
        responses: {
            /** @description The plan was changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        subscription: components["schemas"]["Subscription"];
                    };
                };
            };
            /** @description The body is invalid. Status and texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The organization has no payment method. The text is inferred. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["AdminForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    createBillingPortal: {
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
        /** @description The customer. The CLI sends no body for the current organization. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["BillingPortalRequest"];
            };
        };
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The portal. */
                        portal: {
                            /**
                             * Format: uri
                             * @description The URL of the portal.
                             * @example https://billing.example.com/portal/my-org
                             */
                            url: string;
                        };
                    };
                };
            };
            /** @description The body is invalid. The text is inferred. */
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
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getPaymentMethods: {
        parameters: {
            query?: {
                /**
                 * @description The customer, if it is not the organization itself.
                 * @example cus_MoMN0ijn54wkbt
                 */
                stripe_id?: components["parameters"]["StripeId"];
            };
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
            /** @description Whether a payment method exists. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Whether a payment method exists.
                         * @example true
                         */
                        exists: boolean;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    listPlans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plans. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The plans, cheapest first (inferred). */
                        plans: components["schemas"]["Plan"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["OtherError"];
        };
    };
    getLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the location.
                 * @example ord
                 */
                location: components["parameters"]["Location"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The location. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        location: components["schemas"]["LocationDetails"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description No location has this code. Status and text are inferred. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    listGroups: {
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
            /** @description The groups of the organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The groups of the organization. */
                        groups: components["schemas"]["Group"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    createGroup: {
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
        /** @description The group to create. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateGroupRequest"];
            };
        };
        responses: {
            /** @description The group was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        group: components["schemas"]["Group"];
                    };
                };
            };
            /** @description The body is invalid, or the plan allows no more locations. All texts are inferred. */
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
            /** @description The organization already has a group of this name. The text is from a later document. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    getGroup: {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        group: components["schemas"]["Group"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    deleteGroup: {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deleted group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        group: components["schemas"]["Group"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    addLocationToGroup: {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
                /**
                 * @description Code of the location to add.
                 * @example fra
                 */
                location: components["parameters"]["NewLocation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group with the location. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        group: components["schemas"]["Group"];
                    };
                };
            };
            /** @description No location has this code, or the plan allows no more locations. The text for the plan is inferred. */
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
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    removeLocationFromGroup: {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
                /**
                 * @description Code of a location of the group.
                 * @example sjc
                 */
                location: components["parameters"]["GroupLocation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group without the location. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        group: components["schemas"]["Group"];
                    };
                };
            };
            /** @description The group is not in this location, or it is the primary. The texts are from later sources. */
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
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    waitForGroupLocation: {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
                /**
                 * @description Code of a location of the group.
                 * @example sjc
                 */
                location: components["parameters"]["GroupLocation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The location is ready. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The group is not in this location. Status and text are inferred. */
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
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    createGroupToken: {
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
                 * @description The access that the token gives, `full-access` (default) or `read-only`.
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        jwt: components["schemas"]["JWT"];
                    };
                };
            };
            /** @description A parameter is invalid. The text for the access is inferred. */
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
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    invalidateGroupTokens: {
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
                 * @description Name of the group.
                 * @example default
                 */
                group_name: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key was replaced. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    uploadDump: {
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
        /** @description The dump. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The dump in SQL. Its first lines are `PRAGMA foreign_keys=OFF;` and `BEGIN TRANSACTION;`.
                     * @example PRAGMA foreign_keys=OFF;
                     *     BEGIN TRANSACTION;
                     *     COMMIT;
                     */
                    file: Blob;
                };
            };
        };
        responses: {
            /** @description The dump was stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dump_url: components["schemas"]["DumpUrl"];
                    };
                };
            };
            /** @description The form has no part `file`. Status and text are inferred. */
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
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    seedDatabase: {
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
        /** @description The file. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description A dump in SQL.
                     * @example PRAGMA foreign_keys=OFF;
                     *     BEGIN TRANSACTION;
                     *     COMMIT;
                     */
                    file: Blob;
                };
            };
        };
        responses: {
            /** @description The dump was run. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The form has no part `file`, or its SQL fails. Status and texts are inferred. */
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
            default: components["responses"]["OtherError"];
        };
    };
    transferDatabase: {
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
        /** @description The other organization. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferDatabaseRequest"];
            };
        };
        responses: {
            /** @description The database was transferred. */
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
            /** @description The body is invalid, or the other organization has a database of the same name. All texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The user is not a member of both organizations, or the database belongs to a group. All texts are inferred. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The organization, the database or the other organization does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    createAPITokenV2: {
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
                    "application/json": {
                        token: components["schemas"]["TokenWithValue"];
                    };
                };
            };
            /** @description The name is not valid. Status and texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["RestrictedToken"];
            /** @description The user already has a token of this name. The text is inferred. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    getCurrentUserPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The user. */
                        user: {
                            username: components["schemas"]["Username"];
                            /** @description Plan of the user's personal organization. */
                            plan: components["schemas"]["PlanName"];
                        };
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["OtherError"];
        };
    };
    submitFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The feedback. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitFeedbackRequest"];
            };
        };
        responses: {
            /** @description The feedback was accepted. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is invalid. The texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["OtherError"];
        };
    };
    getLatestRelease: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Names the version of the CLI.
                 * @example turso-cli/0.87.4 (linux/amd64)
                 */
                "User-Agent"?: components["parameters"]["UserAgent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Version of the newest release.
                         * @example v0.87.4
                         */
                        latest: string;
                    };
                };
            };
            /** @description The API does not accept the token. The operation needs no token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
}
