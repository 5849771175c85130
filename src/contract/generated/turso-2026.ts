// Generated from spec/turso-2026 by npm run generate. Do not edit.

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
         * @description Returns the organizations of which the calling user is a member. They always include the personal organization. With
         *     a token that is restricted to an organization, the list has only this one (inferred). The list is a bare array.
         *     `listOrganizationsV2` wraps it in an object, like every other list.
         *
         *     **Analogous CLI command**: `turso org list`, which calls `listOrganizationsV2`.
         */
        get: operations["listOrganizations"];
        put?: never;
        /**
         * Create an organization
         * @description Creates a team that the calling user owns. With `dry_run=true` it only checks whether this is possible, and the
         *     response shows the organization as it would be. The Turso CLI checks first, opens the payment page in the browser,
         *     and then creates the organization. Not documented by the vendor: the Turso CLI calls it. Requires a paid plan,
         *     otherwise it returns 402.
         *
         *     **Analogous CLI command**: `turso org create`
         */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * Get an organization
         * @description Returns an organization of which the calling user is a member, with its UUID and `restore_enabled`, which lists
         *     omit.
         *
         *     Requires the role `viewer`.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        /**
         * Delete an organization
         * @description Deletes a team with its groups and databases. Only its owner can delete it (inferred). A personal organization
         *     cannot be deleted. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `owner` (inferred).
         *
         *     **Analogous CLI command**: `turso org destroy [name]`
         */
        delete: operations["deleteOrganization"];
        options?: never;
        head?: never;
        /**
         * Update an organization
         * @description Changes settings of an organization. Omitted properties stay as they are. `overages` needs a paid plan (inferred).
         *
         *     Requires the role `admin` (documented for `restore_enabled`, inferred for the rest).
         */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List the plans of an organization
         * @description Returns the plans that an organization can subscribe to, with their prices and quotas.
         *
         *     Requires the role `viewer`.
         *
         *     **Analogous CLI command**: `turso plan show`
         */
        get: operations["listOrganizationPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List invoices
         * @description Returns the invoices of an organization, newest first (inferred).
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso org invoice list`
         */
        get: operations["listOrganizationInvoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * Get the subscription
         * @description Returns the plan that an organization is subscribed to.
         *
         *     Requires the role `viewer`.
         *
         *     **Analogous CLI command**: `turso plan show`
         */
        get: operations["getOrganizationSubscription"];
        put?: never;
        /**
         * Change the subscription
         * @description Subscribes an organization to another plan. The Turso CLI calls it after the user has paid in the browser. Not
         *     documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso org create`, as its last step
         */
        post: operations["updateSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * Get the usage of an organization
         * @description Returns the usage of an organization in the current calendar month (UTC, inferred), in total and for each database.
         *
         *     Requires the role `viewer`.
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
    "/v1/organizations/{organizationSlug}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List members
         * @description Returns the members of an organization with their roles.
         *
         *     Requires the role `admin`.
         *
         *     **Analogous CLI command**: `turso org members list`
         */
        get: operations["listOrganizationMembers"];
        put?: never;
        /**
         * Add a member
         * @description Adds a user to a team at once, without an invite.
         *
         *     Requires the role `admin`.
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
    "/v1/organizations/{organizationSlug}/members/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the user.
                 * @example hubot
                 */
                username: components["parameters"]["Username"];
            };
            cookie?: never;
        };
        /**
         * Get a member
         * @description Returns one member of an organization. Requires the role `viewer` for your own membership, and `admin` for other members (inferred).
         */
        get: operations["getOrganizationMember"];
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Removes a user from an organization. The user's tokens stay valid, but no longer give access to the organization
         *     (inferred). You cannot remove the owner. Requires the role `viewer` to leave (inferred), and `admin` to remove
         *     others.
         *
         *     **Analogous CLI command**: `turso org members rm [username]`
         */
        delete: operations["removeOrganizationMember"];
        options?: never;
        head?: never;
        /**
         * Change the role of a member
         * @description Changes the role of a member. You cannot change the role of the owner.
         *
         *     Requires the role `admin`.
         */
        patch: operations["updateMemberRole"];
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/audit-logs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List audit logs
         * @description Returns the actions in an organization, newest first, in pages.
         *
         *     Requires the role `admin` (inferred), and the plan `scaler` or above.
         *
         *     **Analogous CLI command**: `turso org audit-logs list`
         */
        get: operations["listOrganizationAuditLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List the API tokens of an organization
         * @description Returns the platform API tokens that are restricted to an organization or to a group of it. The list omits
         *     unrestricted tokens, which also give access to it; `listAPITokens` shows them to their user. An admin or the owner
         *     sees all tokens, other members only their own.
         *
         *     Requires the role `viewer`.
         */
        get: operations["listOrganizationAPITokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/api-tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Id of the platform API token, as `listOrganizationAPITokens` shows it.
                 * @example d8zwnOrgEfGYFs8dW0yAEg
                 */
                tokenId: components["parameters"]["TokenId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token of an organization
         * @description Permanently revokes a platform API token that is restricted to an organization or to a group of it. The path has the
         *     id of the token, because several users can have tokens with the same name. An admin or the owner can revoke any
         *     token, other members only their own. A token of another organization returns 404, like an unknown one. So does an
         *     unrestricted token; use `revokeAPIToken` to revoke it.
         *
         *     Requires the role `viewer`.
         */
        delete: operations["revokeOrganizationAPIToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite a member in the older form
         * @description Sends an invite to an address, like `inviteOrganizationMemberV2`. Not documented by the vendor: the Turso CLI calls
         *     it.
         *
         *     Requires the role `admin`, and the plan `scaler` or above.
         *
         *     **Analogous CLI command**: `turso org invites create [email]`
         */
        post: operations["inviteMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/invites": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List invites in their older form
         * @description Returns the invites of an organization, like `listOrganizationInvitesV2`, with other property names. Not documented
         *     by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin`.
         *
         *     **Analogous CLI command**: `turso org invites list`
         */
        get: operations["listInvites"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/invites/{email}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description The address of the invite, percent-encoded.
                 * @example newcomer@example.com
                 */
                email: components["parameters"]["Email"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an invite in the older form
         * @description Deletes the pending invite for an address, like `deleteOrganizationInviteByEmailV2`. The CLI does not percent-encode
         *     the address. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin`, and the plan `scaler` or above.
         *
         *     **Analogous CLI command**: `turso org invites remove [email]`
         */
        delete: operations["deleteInvite"];
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
    "/v1/organizations/{organizationSlug}/billing/customer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * Get the billing customer
         * @description Returns the customer on the invoices of an organization. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso org invoice info`
         */
        get: operations["getBillingCustomer"];
        /**
         * Update the billing customer
         * @description Replaces the customer on the invoices of an organization. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso org invoice configure`
         */
        put: operations["updateBillingCustomer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/billing/payment-methods": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * Check for a payment method
         * @description Returns whether an organization, or a customer without an organization, has a payment method. Mockplane does not
         *     bill and always returns true. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso org create [name]`
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
    "/v1/organizations/{organizationSlug}/billing/portal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the billing portal
         * @description Returns the URL of the page where an organization manages its payment. Mockplane does not bill, and this page does
         *     not exist. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin` (inferred).
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
    "/v2/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organizations with their UUIDs
         * @description Returns the organizations of which the calling user is a member, like `listOrganizations`, in an object. Clients
         *     read the UUID for `/v3` here. Not documented by the vendor: the Turso CLI calls it.
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
    "/v2/organizations/{organizationSlug}/invites": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List invites
         * @description Returns the pending invites of an organization, on any plan.
         *
         *     Requires the role `admin`.
         *
         *     **Analogous CLI command**: `turso org invites list`, which calls `listInvites`.
         */
        get: operations["listOrganizationInvitesV2"];
        put?: never;
        /**
         * Invite a member
         * @description Sends an invite to an address, or to the address of a user. A new user can sign up with it. It replaces a pending
         *     invite for the same address.
         *
         *     Requires the role `admin`, and the plan `scaler` or above.
         *
         *     **Analogous CLI command**: `turso org invites create [email]`, which calls `inviteMember`.
         */
        post: operations["inviteOrganizationMemberV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organizations/{organizationSlug}/invites/{email}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description The address of the invite, percent-encoded.
                 * @example newcomer@example.com
                 */
                email: components["parameters"]["Email"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an invite
         * @description Deletes the pending invite for an address.
         *
         *     Requires the role `admin`, and the plan `scaler` or above.
         *
         *     **Analogous CLI command**: `turso org invites remove [email]`, which calls `deleteInvite`.
         */
        delete: operations["deleteOrganizationInviteByEmailV2"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organizations/{organizationSlug}/locations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List the locations of an organization
         * @description Returns the current and older locations that an organization can use, by platform. Not documented by the vendor: the
         *     Turso CLI calls it.
         *
         *     Requires the role `viewer`.
         *
         *     **Analogous CLI command**: `turso db locations`
         */
        get: operations["listOrganizationLocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organizations/{organizationSlug}/jwks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List JWKS endpoints
         * @description Returns the endpoints of identity providers that an organization has registered. Databases accept the tokens that
         *     these providers sign. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `viewer` (inferred).
         *
         *     **Analogous CLI command**: `turso org jwks list`
         */
        get: operations["listJwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organizations/{organizationSlug}/jwks/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the endpoint.
                 * @example auth-provider
                 */
                name: components["parameters"]["JwksName"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Save a JWKS endpoint
         * @description Registers an endpoint of an identity provider under a name, or changes it. Not documented by the vendor: the Turso
         *     CLI calls it.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso org jwks save [name] [url]`
         */
        put: operations["saveJwks"];
        post?: never;
        /**
         * Remove a JWKS endpoint
         * @description Removes an endpoint of an identity provider. Databases no longer accept the tokens that it signs. The CLI sends a
         *     body with an empty `region`, which is ignored. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso org jwks remove [name]`
         */
        delete: operations["removeJwks"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List locations by platform
         * @description Returns all current and older locations, by platform. The CLI calls it if no organization is selected. Not
         *     documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso db locations`
         */
        get: operations["listLocationsByPlatform"];
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
         * @description Returns the locations where you can create a group. `createGroup` takes the codes. The older Fly.io locations are
         *     only in the response of `listOrganizationLocations`.
         *
         *     **Analogous CLI command**: `turso db locations`, which calls `listOrganizationLocations`.
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
    "/v1/locations/{location}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the location.
                 * @example ord
                 */
                location: components["parameters"]["FlyLocation"];
            };
            cookie?: never;
        };
        /**
         * Get a location
         * @description Returns a location and the nearest other ones. If an instance cannot be created, the CLI calls this operation to
         *     suggest another location. Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso db replicate`, if the location has no capacity.
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
    "/v1/organizations/{organizationSlug}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List groups
         * @description Returns the groups of an organization, in the order of their creation (inferred). With a token that is restricted to
         *     a group, the list has only this group (inferred).
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso group list`
         */
        get: operations["listGroups"];
        put?: never;
        /**
         * Create a group
         * @description Creates a group in one location. It has no databases yet, and its own signing key. The location can become ready a
         *     little later than the response; call `waitForGroupLocation` to wait for it.
         *
         *     Requires the role `admin` (inferred). According to the vendor's guides, more than one group needs the plan `scaler`,
         *     `pro` or `enterprise`.
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
    "/v1/organizations/{organizationSlug}/groups/{groupName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        /**
         * Get a group
         * @description Returns one group of an organization.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso group show [group_name]`
         */
        get: operations["getGroup"];
        put?: never;
        post?: never;
        /**
         * Destroy a group
         * @description Destroys a group with its databases. Their tokens and the platform API tokens restricted to the group stop working,
         *     and the names are available at once. You can restore the group with `restoreGroup` for five days.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso group destroy [group_name]`
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/groups/{groupName}/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        /**
         * Get the configuration of a group
         * @description Returns the settings of a group.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso group config delete-protection show [group_name]`
         */
        get: operations["getGroupConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update the configuration of a group
         * @description Changes the settings of a group and returns all of them.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `group:configure`.
         *
         *     **Analogous CLI command**: `turso group config delete-protection enable [group_name]`
         */
        patch: operations["updateGroupConfiguration"];
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/groups/{groupName}/locations/{location}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of a group on Fly.io. Groups on AWS have one fixed location.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
                /**
                 * @description Code of a location on Fly.io, but not the primary one.
                 * @example ams
                 */
                location: components["parameters"]["ReplicaLocation"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a location to a group
         * @description Adds a location to a group on Fly.io: every database of the group gets an instance there. Groups on AWS have one
         *     location and refuse another. Adding an existing location changes nothing (inferred).
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `group:configure`. The plan
         *     limits the number of locations.
         *
         *     **Analogous CLI command**: `turso group locations add [group_name] [location]`
         */
        post: operations["addLocationToGroup"];
        /**
         * Remove a location from a group
         * @description Removes a location from a group: the databases of the group lose their instances there. You cannot remove the
         *     primary location.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `group:configure`.
         *
         *     **Analogous CLI command**: `turso group locations remove [group_name] [location]`
         */
        delete: operations["removeLocationFromGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/groups/{groupName}/locations/{location}/wait": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
                /**
                 * @description Code of the location.
                 * @example aws-us-east-1
                 */
                location: components["parameters"]["Location"];
            };
            cookie?: never;
        };
        /**
         * Wait for a location of a group
         * @description Waits until a location of a group is ready. Not documented by the vendor: the Turso CLI calls it after it has
         *     created a group, and for its flag `--wait`.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read` (both inferred).
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
    "/v1/organizations/{organizationSlug}/groups/{groupName}/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a group token
         * @description Creates a token with which a client can query every database of the group, including later ones. By default it gives
         *     full access and never expires. Turso does not store it: you cannot get it again, and you cannot revoke it
         *     separately. `invalidateGroupTokens` revokes all tokens of the group.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `group:mint-token`.
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
    "/v1/organizations/{organizationSlug}/groups/{groupName}/auth/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invalidate all group tokens
         * @description Replaces the keys of a group and of its databases. Every token that opens one of them stops working. You cannot undo
         *     this. The request has no body.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `group:rotate-creds`.
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
    "/v1/organizations/{organizationSlug}/groups/{groupName}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer a group
         * @description Moves a group with its databases to another organization. UUIDs and the tokens of databases stay as they are.
         *     Hostnames get the slug of the new organization; the old hostnames work until another database gets the name.
         *     Platform API tokens restricted to the group are revoked.
         *
         *     Requires the role `admin` in both organizations (inferred for the source).
         *
         *     **Analogous CLI command**: `turso group transfer [group_name] [organization]`
         */
        post: operations["transferGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/groups/{groupName}/unarchive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the archived group.
                 * @example edge
                 */
                groupName: components["parameters"]["ArchivedGroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unarchive a group
         * @description Restores a group and its databases that were archived because they were not used. A group that is not archived stays
         *     as it is (inferred). The request has no body.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `group:configure`.
         *
         *     **Analogous CLI command**: `turso group unarchive [group_name]`
         */
        post: operations["unarchiveGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/groups/{groupName}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rename a group
         * @description Renames a group. Its UUID, databases and tokens stay as they are. Not documented by the vendor: the Turso CLI calls
         *     it.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso group rename [group_name] [new_name]`
         */
        post: operations["renameGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/groups/{groupName}/update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Update the databases of a group
         * @deprecated
         * @description Moved the databases of a group to the newest server. It no longer has an effect, because the platform updates
         *     databases itself. The request has no body.
         *
         *     Requires the role `member`; a token restricted to a group needs the scope `group:configure` (both inferred).
         */
        post: operations["updateGroupDatabases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/groups/{groupName}/aws/migration/info": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of a group on Fly.io. Groups on AWS have one fixed location.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
            };
            cookie?: never;
        };
        /**
         * Get the AWS migration of a group
         * @description Returns the progress of the move of a group from Fly.io to AWS. Not documented by the vendor: the Turso CLI calls
         *     it.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read` (both inferred).
         *
         *     **Analogous CLI command**: `turso group aws-migration info [group_name]`
         */
        get: operations["getGroupAwsMigration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/groups/{groupName}/aws/migration/start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of a group on Fly.io. Groups on AWS have one fixed location.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start the AWS migration of a group
         * @description Starts to move a group from Fly.io to AWS. `getGroupAwsMigration` returns the progress. Not documented by the
         *     vendor: the Turso CLI calls it, and then waits until the move is complete. Mockplane moves nothing and changes only
         *     the status. The request has no body.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso group aws-migration start [group_name]`
         */
        post: operations["startGroupAwsMigration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/groups/{groupName}/aws/migration/abort": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of a group on Fly.io. Groups on AWS have one fixed location.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Abort the AWS migration of a group
         * @description Cancels the move of a group from Fly.io to AWS. Not documented by the vendor: the Turso CLI calls it. The request
         *     has no body.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso group aws-migration abort [group_name]`
         */
        post: operations["abortGroupAwsMigration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/databases": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /**
         * List databases
         * @description Returns the databases of an organization, in the order of their creation (inferred). You can combine filters. With a
         *     token that is restricted to a group, the list has only the databases of this group (inferred).
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso db list`
         */
        get: operations["listDatabases"];
        put?: never;
        /**
         * Create a database
         * @description Creates a database in a group. It is empty, unless `seed` names the source of its data:
         *
         *     - `database`: another database of the group, in its current state (a branch) or in its state at a `timestamp` (a
         *       restore). The new database is independent of it.
         *     - `database_upload`: a SQLite file. The database is a draft until you upload the file. Send the file to the host of
         *       the database with a database token: `POST https://<Hostname>/v1/upload`.
         *     - `dump`: a dump in SQL that you uploaded with `uploadDump`.
         *
         *     The first label of the hostname is `<name>-<organizationSlug>`. It has at most 63 characters, so with a long slug,
         *     the name must be shorter than 64 characters. The host is ready some seconds after this operation.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `db:create`. The plan limits
         *     the number of databases; encryption needs the plan `pro` or `enterprise`.
         *
         *     **Analogous CLI command**: `turso db create [db_name]`, `turso db branch [source] [db_name]`
         */
        post: operations["createDatabase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/databases/dumps": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a dump
         * @description Uploads a dump in SQL, as `sqlite3 file .dump` writes it. Returns the URL for a `seed` of the type `dump` of
         *     `createDatabase`. The vendor removed it from its document in April 2025: the Turso CLI calls it for groups on
         *     Fly.io.
         *
         *     Requires the role `member`; a token restricted to a group needs the scope `db:create` (both inferred).
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
    "/v1/organizations/{organizationSlug}/databases/{databaseName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        /**
         * Get a database
         * @description Returns one database of an organization.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso db show [db_name]`
         */
        get: operations["getDatabase"];
        put?: never;
        post?: never;
        /**
         * Destroy a database
         * @description Destroys a database. Its tokens stop working, and its name is available at once. You can restore it with
         *     `restoreDatabase` for five days.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `db:delete`.
         *
         *     **Analogous CLI command**: `turso db destroy [db_name]`
         */
        delete: operations["deleteDatabase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        /**
         * Get the configuration of a database
         * @description Returns the settings of a database.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso db config delete-protection show [db_name]`
         */
        get: operations["getDatabaseConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update the configuration of a database
         * @description Changes settings of a database and returns all of them.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `db:configure`. The lists of
         *     addresses and endpoints need a paid plan.
         *
         *     **Analogous CLI command**: `turso db config delete-protection enable [db_name]`, `turso db config allow-rules set
         *     [db_name]`
         */
        patch: operations["updateDatabaseConfiguration"];
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        /**
         * Get the usage of a database
         * @description Returns the usage of a database in a period, by default in the current calendar month.
         *
         *     Mockplane estimates the rows that SQL reads from the query plan, and those that it writes from the changed rows and
         *     the indexes of their tables. Bytes stored are exact. A statement counts for the instance that its host names, or for
         *     the primary.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
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
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/usage/queries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        /**
         * List the top queries of a database
         * @description Returns the statements of a database that read and wrote the most rows, by default in the last hour. Not documented
         *     by the vendor: the Turso CLI calls it instead of `getDatabaseStats`.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read` (both inferred).
         *
         *     **Analogous CLI command**: `turso db inspect [db_name] --queries`
         */
        get: operations["listTopQueries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        /**
         * Get the stats of a database
         * @deprecated
         * @description Returned the statements of a database that read and wrote the most rows. The service has withdrawn the operation and
         *     returns 404; use `listTopQueries`.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         */
        get: operations["getDatabaseStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a database token
         * @description Creates a token with which a client can query the database. By default it gives full access and never expires. Turso
         *     does not store it: you cannot get it again, and you cannot revoke it separately. `invalidateDatabaseTokens` revokes
         *     all tokens of the database.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `db:mint-token`.
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
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/auth/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invalidate all database tokens
         * @description Replaces the key that signs the tokens of a database. Every earlier token stops working, but tokens of its group
         *     stay valid (inferred). You cannot undo this. Databases of a group on Fly.io do not have their own keys: use
         *     `invalidateGroupTokens`. The request has no body.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `db:rotate-creds`.
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
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        /**
         * List instances
         * @description Returns the instances of a database, primary first: one for each location of its group.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso db show [db_name]`
         */
        get: operations["listDatabaseInstances"];
        put?: never;
        /**
         * Create an instance
         * @description Creates an instance of a database that belongs to no group. For a database of a group, use `addLocationToGroup`. The
         *     vendor removed it from its document in 2024: the Turso CLI calls it.
         *
         *     Requires the role `member`; a token restricted to a group is refused (both inferred).
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
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/instances/{instanceName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
                /**
                 * @description Name of the instance. It is the code of its location or, if the database has no group, a name that the API generated.
                 * @example aws-us-east-1
                 */
                instanceName: components["parameters"]["InstanceName"];
            };
            cookie?: never;
        };
        /**
         * Get an instance
         * @description Returns one instance of a database.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso db show [db_name]`, which shows all instances
         */
        get: operations["getDatabaseInstance"];
        put?: never;
        post?: never;
        /**
         * Destroy an instance
         * @description Destroys a replica of a database that belongs to no group. For a database of a group, use `removeLocationFromGroup`.
         *     The vendor removed it from its document in 2024: the Turso CLI calls it.
         *
         *     Requires the role `member`; a token restricted to a group is refused (both inferred).
         *
         *     **Analogous CLI command**: `turso db destroy [db_name] --instance [instance_name]`
         */
        delete: operations["deleteDatabaseInstance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/instances/{instanceName}/wait": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
                /**
                 * @description Name of the instance. It is the code of its location or, if the database has no group, a name that the API generated.
                 * @example aws-us-east-1
                 */
                instanceName: components["parameters"]["InstanceName"];
            };
            cookie?: never;
        };
        /**
         * Wait for an instance
         * @description Waits until an instance is ready for queries. The vendor removed it from its document in 2023: the Turso CLI calls
         *     it for its flag `--wait`.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read` (both inferred).
         *
         *     **Analogous CLI command**: `turso db replicate [db_name] [location] --wait`
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
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer a database
         * @description Moves a database that belongs to no group to another organization. For a database of a group, use `transferGroup`
         *     (inferred). Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin` in both organizations (inferred).
         *
         *     **Analogous CLI command**: `turso org db-transfer [db_name] [organization]`
         */
        post: operations["transferDatabase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/wakeup": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wake a database
         * @description Restores a database that was archived because it was not used. It restores the whole group, because groups are
         *     archived as a whole (inferred). Not documented by the vendor: the Turso CLI calls it. The request has no body.
         *
         *     Requires the role `member`; a token restricted to a group needs the scope `db:configure` (both inferred).
         *
         *     **Analogous CLI command**: `turso db unarchive [db_name]`
         */
        post: operations["wakeDatabase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationSlug}/databases/{databaseName}/update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Update a database
         * @deprecated
         * @description Moved a database to the newest server. It no longer has an effect, because the platform updates databases itself.
         *     The vendor removed it from its document in 2024: its TypeScript client calls it. The request has no body.
         *
         *     Requires the role `member`; a token restricted to a group needs the scope `db:configure` (both inferred).
         */
        post: operations["updateDatabase"];
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
         *     never expire; the session tokens of the Turso CLI expire after seven days.
         *
         *     **Analogous CLI command**: `turso auth token`
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
    "/v1/auth/invalidate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End all sessions
         * @description Ends all Turso CLI sessions of the calling user. Platform API tokens stay valid. Not documented by the vendor: the
         *     Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso auth logout --all`
         */
        post: operations["invalidateSessions"];
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
         * @description Returns the platform API tokens of the calling user, without their values. A restricted token cannot list them
         *     (inferred).
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
    "/v1/auth/api-tokens/{tokenName}": {
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
         * @description Creates a platform API token that acts for the calling user and never expires. Only this response has its value:
         *     store it safely. `revokeAPIToken` revokes it.
         *
         *     - With only `organization`, the token gives access to this organization.
         *     - With `organization`, `group` and `scopes`, it gives access to this group, with these scopes. This needs the role
         *       `admin` in the organization. The restriction stays if the group is renamed. The token is revoked if the group is
         *       deleted or transferred.
         *     - Without a body it is unrestricted. The vendor has deprecated unrestricted tokens and will remove them.
         *
         *     **Analogous CLI command**: `turso auth api-tokens mint [token_name]`, which calls `createAPITokenV2`.
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
    "/v2/auth/api-tokens/{tokenName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name for the new token, unique among the user's platform API tokens.
                 * @example deploy-bot
                 */
                tokenName: components["parameters"]["UnusedTokenName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an API token (wrapped)
         * @description Creates a platform API token like `createAPIToken`, with another form of the response. Not documented by the vendor:
         *     the Turso CLI calls it.
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
    "/v1/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current user
         * @description Returns the user of the token.
         *
         *     **Analogous CLI command**: `turso auth whoami`, which calls `getCurrentUserPlan`.
         */
        get: operations["getCurrentUser"];
        put?: never;
        post?: never;
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
         * Get the name and plan of the current user
         * @description Returns the name of the user for whom the token acts, and the plan of the user's personal organization.
         *     `getCurrentUser` has more. Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso auth whoami`
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
    "/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List plans
         * @description Returns all plans with their prices and quotas. The CLI reads its quotas here. Not documented by the vendor: the
         *     Turso CLI calls it.
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
    "/v3/organizations/{organizationId}/databases": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        /**
         * List deleted databases
         * @description Returns the databases that were deleted within the last five days, with `deleted=true`. You can still restore them.
         *     The list works even if recovery is turned off for the organization. Without `deleted`, the response has the live
         *     databases, in the same form and on any plan. The vendor does not document this; its clients use it.
         *
         *     Requires the role `viewer` (inferred), and any paid plan for the deleted ones; a token restricted to a group needs
         *     the scope `read` and lists only the databases of this group (inferred).
         *
         *     **Analogous CLI command**: `turso db list --v3-api`, for the live ones
         */
        get: operations["listDeletedDatabases"];
        put?: never;
        /**
         * Create a database by the UUID of its group
         * @description Creates a database, like `createDatabase`. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `member`; a token restricted to a group needs the scope `db:create`.
         *
         *     **Analogous CLI command**: `turso db create [db_name] --v3-api`
         */
        post: operations["createDatabaseV3"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/organizations/{organizationId}/databases/{databaseId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the database, its `DbId`.
                 * @example 019bb173-9454-7bac-95e2-222d293912e5
                 */
                databaseId: components["parameters"]["DatabaseId"];
            };
            cookie?: never;
        };
        /**
         * Get a database by its UUID
         * @description Returns a live database, with the allowed addresses. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso db show [db_name] --v3-api`
         */
        get: operations["getDatabaseV3"];
        put?: never;
        post?: never;
        /**
         * Delete a database by its UUID
         * @description Deletes a database, like `deleteDatabase`. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `member`; a token restricted to a group needs the scope `db:delete`.
         *
         *     **Analogous CLI command**: `turso db destroy [db_name] --v3-api`
         */
        delete: operations["deleteDatabaseV3"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/organizations/{organizationId}/databases/{databaseId}/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the database, its `DbId`.
                 * @example 019bb173-9454-7bac-95e2-222d293912e5
                 */
                databaseId: components["parameters"]["DatabaseId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a database token by the UUID of the database
         * @description Creates a token with which a client can query a database, like `createDatabaseToken`. Not documented by the vendor:
         *     the Turso CLI calls it.
         *
         *     Requires the role `member`; a token restricted to a group needs the scope `db:mint-token`.
         *
         *     **Analogous CLI command**: `turso db tokens create [db_name] --v3-api`
         */
        post: operations["createDatabaseTokenV3"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/organizations/{organizationId}/databases/{databaseId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the deleted database, the `DbId` that `listDeletedDatabases` shows.
                 * @example 019c1e02-6a6e-7975-8dc6-bf34a3c4ab7d
                 */
                databaseId: components["parameters"]["DeletedDatabaseId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a database
         * @description Restores a database that was deleted within the last five days, with its UUID and its data. Recovery must be turned
         *     on for the organization (`restore_enabled`). The database keeps its name, or gets the name in the body. Its hostname
         *     contains the name. If the group was deleted with the database, it is restored too.
         *
         *     Requires the role `admin`, and any paid plan.
         */
        post: operations["restoreDatabase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/organizations/{organizationId}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        /**
         * List groups by the UUID of the organization
         * @description Returns the groups of an organization, like `listGroups`. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso group list --v3-api`
         */
        get: operations["listGroupsV3"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/organizations/{organizationId}/groups/{groupId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the group.
                 * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
                 */
                groupId: components["parameters"]["GroupId"];
            };
            cookie?: never;
        };
        /**
         * Get a group by its UUID
         * @description Returns a group, like `getGroup`. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso group show [group_name] --v3-api`
         */
        get: operations["getGroupV3"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/organizations/{organizationId}/groups/{groupId}/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the group.
                 * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
                 */
                groupId: components["parameters"]["GroupId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a group token by the UUID of the group
         * @description Creates a token with which a client can query every database of a group, like `createGroupToken`. Not documented by
         *     the vendor: the Turso CLI calls it.
         *
         *     Requires the role `member`; a token restricted to a group needs the scope `group:mint-token`.
         *
         *     **Analogous CLI command**: `turso group tokens create [group_name] --v3-api`
         */
        post: operations["createGroupTokenV3"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/organizations/{organizationId}/groups/{groupId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the deleted group, the `uuid` that `listDeletedGroups` shows.
                 * @example 019e81fb-72f7-70ff-a8dc-4992f4f3461a
                 */
                groupId: components["parameters"]["DeletedGroupId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a group
         * @description Restores a group that was deleted within the last five days, with the databases that were deleted with it. Recovery
         *     must be turned on for the organization (`restore_enabled`). Databases that were deleted before the group stay
         *     deleted (inferred). The group is restored even if some of its databases cannot be restored. `failures` lists them;
         *     use `restoreDatabase` to try one of them again.
         *
         *     Requires the role `admin`, and any paid plan.
         */
        post: operations["restoreGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v3/organizations/{organizationId}/deleted-groups": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        /**
         * List deleted groups
         * @description Returns the groups that were deleted within the last five days, including empty groups. You can still restore them.
         *     The list works even if recovery is turned off for the organization.
         *
         *     Requires the role `viewer` (inferred), and any paid plan. A token restricted to a group is refused.
         */
        get: operations["listDeletedGroups"];
        put?: never;
        post?: never;
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
             * @example group not found
             */
            error: string;
            /**
             * @description A stable code for programs. Only a few errors have one.
             * @example feature_not_available_for_starter_plan
             */
            code?: string;
        };
        /**
         * @description The name of the organization. A personal organization is called `personal`.
         * @example My Org
         */
        OrganizationName: string;
        /**
         * @description The name of an organization in URLs, unique across Turso. For a personal organization, it is the user's name.
         * @example my-org
         */
        OrganizationSlug: string;
        /**
         * @description Name of a plan, such as `starter`, `developer`, `scaler`, `pro` or `enterprise`.
         * @example scaler
         */
        PlanName: string;
        /** @description An organization of which the calling user is a member. */
        Organization: {
            /**
             * Format: uuid
             * @description UUID of the organization. The operations under `/v3` take it instead of the slug.
             * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
             */
            id?: string;
            name: components["schemas"]["OrganizationName"];
            slug: components["schemas"]["OrganizationSlug"];
            /**
             * @description A user's own organization (`personal`), or an organization of several users (`team`).
             * @example team
             * @enum {string}
             */
            type: "personal" | "team";
            /**
             * @description Whether usage beyond the quotas of the plan is billed. Otherwise it is blocked.
             * @example false
             */
            overages: boolean;
            /**
             * @description Whether every member needs multi-factor authentication.
             * @example false
             */
            require_mfa?: boolean;
            /**
             * @description Whether reads of all its databases are refused, because a quota is used up or the vendor blocked them.
             * @example false
             */
            blocked_reads: boolean;
            /**
             * @description Whether writes to all its databases are refused, because a quota is used up or the vendor blocked them.
             * @example false
             */
            blocked_writes: boolean;
            /** @description The plan that the organization is subscribed to. */
            plan_id?: components["schemas"]["PlanName"];
            /**
             * @description How often the plan is billed, `monthly` or `yearly`. Empty for a free plan (inferred).
             * @example monthly
             */
            plan_timeline?: string;
            /**
             * @description The external platform that manages the organization, such as `vercel` or `fly`. Empty if the vendor itself manages it.
             * @example
             */
            platform?: string;
            /**
             * @description Whether deleted databases and groups of the organization can be restored. Absent from lists.
             * @example true
             */
            restore_enabled?: boolean;
        };
        /** @description The organization to create. */
        CreateOrganizationRequest: {
            /** @description Name of the organization. Its slug is derived from the name (inferred). */
            name: components["schemas"]["OrganizationName"];
            /**
             * @description Id of the billing customer at the vendor's billing service.
             * @example cus_PqR5sT8uV1wX4y
             */
            stripe_id?: string;
        };
        /** @description The settings to change. Absent properties stay as they are. */
        UpdateOrganizationRequest: {
            /**
             * @description Whether usage beyond the quotas is billed. Needs a paid plan (inferred).
             * @example true
             */
            overages?: boolean;
            /**
             * @description Whether every member needs multi-factor authentication. You can turn this on only if your own account uses it (`mfa` in `getCurrentUser`).
             * @example true
             */
            require_mfa?: boolean;
            /**
             * @description Whether deleted databases and groups can be restored. Send it alone: a request that changes another setting too is refused.
             * @example true
             */
            restore_enabled?: boolean;
        };
        /**
         * @description How often a plan is billed.
         * @example monthly
         * @enum {string}
         */
        BillingTimeline: "monthly" | "yearly";
        /** @description Price of a plan for one billing period. */
        PlanPrice: {
            /**
             * @description Price of the period in US dollars.
             * @example 299
             */
            value: string;
            timeline: components["schemas"]["BillingTimeline"];
        };
        /** @description The quotas of a plan. 0 means unlimited. */
        PlanQuotas: {
            /**
             * Format: int64
             * @description Row reads a month.
             * @example 100000000000
             */
            rowsRead: number;
            /**
             * Format: int64
             * @description Row writes a month.
             * @example 100000000
             */
            rowsWritten: number;
            /**
             * Format: int64
             * @description Databases. Absent or null also means unlimited.
             * @example 10000
             */
            databases?: number | null;
            /**
             * Format: int64
             * @description Locations.
             * @example 6
             */
            locations: number;
            /**
             * Format: int64
             * @description Storage, in bytes.
             * @example 24000000000
             */
            storage: number;
            /**
             * Format: int64
             * @description Groups.
             * @example 6
             */
            groups: number;
            /**
             * Format: int64
             * @description Bytes synced to embedded replicas a month.
             * @example 12000000000
             */
            bytesSynced: number;
        };
        /** @description A plan that an organization can subscribe to. */
        Plan: {
            name: components["schemas"]["PlanName"];
            /**
             * @description Monthly price in US dollars.
             * @example 29
             */
            price: string;
            /** @description Prices by billing period. Empty for a free plan (inferred). */
            prices: components["schemas"]["PlanPrice"][];
            quotas: components["schemas"]["PlanQuotas"];
        };
        /** @description An invoice, issued or upcoming. */
        Invoice: {
            /**
             * @description Number of the invoice.
             * @example MYORGA-00001
             */
            invoice_number?: string;
            /**
             * @description Amount in US dollars.
             * @example 29.00
             */
            amount_due?: string;
            /**
             * Format: date-time
             * @description When the invoice is due.
             * @example 2026-09-01T05:00:00+00:00
             */
            due_date?: string;
            /**
             * Format: date-time
             * @description When the invoice was paid. Absent until then (inferred).
             * @example 2026-09-01T05:03:10+00:00
             */
            paid_at?: string;
            /**
             * Format: date-time
             * @description When a payment last failed. Absent if none failed (inferred).
             * @example 2026-08-01T05:03:10+00:00
             */
            payment_failed_at?: string;
            /**
             * Format: uri
             * @description The URL of the invoice as PDF.
             * @example https://invoices.example.com/MYORGA-00001.pdf
             */
            invoice_pdf?: string;
            /**
             * @description State of the invoice, such as `paid`. Not documented by the vendor.
             * @example paid
             */
            status?: string;
            /**
             * Format: uri
             * @description Page of the invoice in the browser. Not documented by the vendor.
             * @example https://invoices.example.com/MYORGA-00001
             */
            hosted_invoice_url?: string;
        };
        /** @description The plan of an organization and how it is billed. */
        Subscription: {
            /** @description Name of the plan, as `plan`. */
            name?: components["schemas"]["PlanName"];
            /** @description Name of the plan. It may end in `_overages`. */
            plan: components["schemas"]["PlanName"];
            timeline: components["schemas"]["BillingTimeline"];
            /**
             * @description Whether usage beyond the quotas is billed.
             * @example false
             */
            overages: boolean;
        };
        /** @description The plan to subscribe to. */
        UpdateSubscriptionRequest: {
            plan: components["schemas"]["PlanName"];
            /** @default monthly */
            timeline?: components["schemas"]["BillingTimeline"];
            /**
             * @description Whether usage beyond the quotas is billed. If absent, the setting does not change (inferred).
             * @example false
             */
            overages?: boolean;
        };
        /** @description The usage of a period. */
        Usage: {
            /**
             * Format: int64
             * @description Rows read in the period, estimated.
             * @example 1200
             */
            rows_read: number;
            /**
             * Format: int64
             * @description Rows written in the period, estimated.
             * @example 30
             */
            rows_written: number;
            /**
             * Format: int64
             * @description Bytes stored at the end of the period (inferred).
             * @example 8192
             */
            storage_bytes: number;
            /**
             * Format: int64
             * @description Bytes synced to embedded replicas in the period.
             * @example 4096
             */
            bytes_synced: number;
        };
        /** @description The usage of one instance. */
        InstanceUsage: {
            /**
             * Format: uuid
             * @description UUID of the instance.
             * @example 073216e4-61d4-47af-b76e-837d116fecad
             */
            uuid: string;
            usage: components["schemas"]["Usage"];
        };
        /** @description The usage of a database. */
        DatabaseUsage: {
            /**
             * Format: uuid
             * @description UUID of the database.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            uuid: string;
            /** @description The instances that were used in the period. */
            instances: components["schemas"]["InstanceUsage"][];
            /** @description The sum over `instances`. */
            usage: components["schemas"]["Usage"];
        };
        /**
         * @description The usage of an organization in the current calendar month: the sum over its databases, including those deleted in
         *     this month.
         */
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
                 * @example 1200
                 */
                rows_read: number;
                /**
                 * Format: int64
                 * @description Row writes since the month began.
                 * @example 30
                 */
                rows_written: number;
                /**
                 * Format: int64
                 * @description Storage in use now, in bytes. It does not restart with the month.
                 * @example 8192
                 */
                storage_bytes: number;
                /**
                 * Format: int64
                 * @description Bytes synced to embedded replicas this month.
                 * @example 4096
                 */
                bytes_synced: number;
                /**
                 * Format: int64
                 * @description The current number of databases.
                 * @example 4
                 */
                databases: number;
                /**
                 * Format: int64
                 * @description The current number of distinct locations.
                 * @example 3
                 */
                locations: number;
                /**
                 * Format: int64
                 * @description The current number of groups.
                 * @example 2
                 */
                groups: number;
            };
            /** @description The usage of each database. The list includes databases that were deleted this month. */
            databases: components["schemas"]["DatabaseUsage"][];
        };
        /**
         * @description Name of a user. It is also the slug of the user's personal organization.
         * @example hubot
         */
        Username: string;
        /**
         * @description Role of a member. The `owner` created the organization. An `admin` manages members, groups and billing, a `member` works with databases, and a `viewer` only reads.
         * @example member
         * @enum {string}
         */
        MemberRole: "owner" | "admin" | "member" | "viewer";
        /**
         * Format: email
         * @description An email address.
         * @example hubot@example.com
         */
        EmailAddress: string;
        /** @description A user who belongs to an organization. */
        Member: {
            username: components["schemas"]["Username"];
            role: components["schemas"]["MemberRole"];
            /** @description Address of the member. */
            email?: components["schemas"]["EmailAddress"];
        };
        /** @description The user to add to the organization. */
        AddMemberRequest: {
            /** @description Name of an existing user. */
            username: components["schemas"]["Username"];
            /**
             * @description Role of the new member.
             * @default member
             * @example member
             * @enum {string}
             */
            role?: "admin" | "member" | "viewer";
        };
        /** @description The role to give to a member. */
        UpdateMemberRoleRequest: {
            /**
             * @description The new role.
             * @example member
             * @enum {string}
             */
            role: "admin" | "member" | "viewer";
        };
        /** @description A record of one action in an organization. */
        AuditLog: {
            /**
             * @description The action. Documented codes: `user-signup`, `user-delete`, `user-token-create`, `org-create`, `org-delete`,
             *     `org-member-add`, `org-member-rm`, `org-member-leave`, `org-plan-update`, `org-set-overages`, `group-create`,
             *     `group-delete`, `group-unarchive`, `group-protect`, `group-unprotect`, `group-token-create`, `db-create`,
             *     `db-delete`, `db-protect`, `db-unprotect`, `db-token-create`, `db-aunrchive`, `instance-create`,
             *     `instance-delete`.
             * @example db-create
             */
            code: string;
            /**
             * @description A description of the action. Can be empty.
             * @example
             */
            message: string;
            /**
             * @description Whether the Turso CLI sent the request (`cli`), by its `User-Agent`, or another client (`web`).
             * @example cli
             * @enum {string}
             */
            origin: "cli" | "web";
            /** @description The user who performed the action. */
            author: components["schemas"]["Username"];
            /**
             * Format: date-time
             * @description When the action happened, in UTC.
             * @example 2026-09-10T08:30:00Z
             */
            created_at: string;
            /**
             * @description The details of the action. The form depends on the code.
             * @example {
             *       "organization": "my-org",
             *       "group": "default",
             *       "database": "my-db-branch"
             *     }
             */
            data: {
                [key: string]: unknown;
            };
            /**
             * @description The address of the client. Not documented by the vendor.
             * @example 198.51.100.7
             */
            ip?: string;
            /**
             * @description City of that address. Not documented by the vendor.
             * @example Chicago
             */
            city?: string;
            /**
             * @description Country of that address. Not documented by the vendor.
             * @example US
             */
            country_code?: string;
            /**
             * @description Latitude of that address, in degrees. Not documented by the vendor.
             * @example 41.88
             */
            latitude?: string;
            /**
             * @description Longitude of that address, in degrees. Not documented by the vendor.
             * @example -87.63
             */
            longitude?: string;
        };
        /** @description The position of this page in the list. */
        PageInfo: {
            /**
             * Format: int32
             * @description The number of this page, from 1.
             * @example 1
             */
            page: number;
            /**
             * Format: int32
             * @description The maximum number of items on a page.
             * @example 100
             */
            page_size: number;
            /**
             * Format: int32
             * @description The number of pages.
             * @example 1
             */
            total_pages: number;
            /**
             * Format: int64
             * @description The number of items on all pages.
             * @example 6
             */
            total_rows: number;
            /**
             * @description Order of the items by time. Read by the Turso CLI and not documented; always `desc` (inferred).
             * @example desc
             * @enum {string}
             */
            sort?: "asc" | "desc";
        };
        /**
         * @description Id of a platform API token, a UUID in unpadded base64url.
         * @example d8zwnOrgEfGYFs8dW0yAEg
         */
        APITokenId: string;
        /**
         * @description Name of a platform API token: 1 to 64 lower-case letters, digits and hyphens, without a hyphen at either end (inferred
         *     from databases). Unique among the tokens of one user.
         * @example ci-bot
         */
        APITokenName: string;
        /**
         * @description Name of a group: 1 to 64 lower-case letters, digits and hyphens, without a hyphen at either end (inferred from
         *     databases). Unique in its organization among the groups that are not deleted.
         * @example default
         */
        GroupName: string;
        /**
         * @description A permission of a platform API token that is restricted to a group. `read` allows to read the group and its databases. `db:create`, `db:delete` and `db:configure` allow to create, delete and configure databases. `db:mint-token` allows to create tokens that open a database, and `db:rotate-creds` to invalidate them. `group:configure`, `group:mint-token` and `group:rotate-creds` allow the same for the group itself.
         * @example db:create
         * @enum {string}
         */
        APITokenScope: "read" | "db:create" | "db:delete" | "db:configure" | "db:mint-token" | "db:rotate-creds" | "group:configure" | "group:mint-token" | "group:rotate-creds";
        /** @description A platform API token that is restricted to an organization or to a group of it, with its user. */
        OrganizationAPIToken: {
            id: components["schemas"]["APITokenId"];
            name: components["schemas"]["APITokenName"];
            organization: components["schemas"]["OrganizationSlug"];
            /** @description Name of the group that the token is restricted to. Absent if there is none. */
            group?: components["schemas"]["GroupName"];
            /**
             * @description The permissions of the token in its group. Absent for a token without this restriction.
             * @example [
             *       "db:create",
             *       "db:configure",
             *       "db:mint-token"
             *     ]
             */
            scopes?: components["schemas"]["APITokenScope"][];
            /** @description The user who created the token and for whom it acts. */
            owner?: {
                username: components["schemas"]["Username"];
                /** @description Address of the user. */
                email: components["schemas"]["EmailAddress"];
            };
            /**
             * Format: date
             * @description Day on which the token was created, in UTC.
             * @example 2026-09-15
             */
            created_at: string;
        };
        /** @description The user to invite and the role. */
        CreateLegacyInviteRequest: {
            /** @description Address to send the invite to. */
            email: components["schemas"]["EmailAddress"];
            /**
             * @description Role that the invited user will have.
             * @default member
             * @example member
             * @enum {string}
             */
            role?: "admin" | "member" | "viewer";
        };
        /** @description An invitation in its older form, with the field names of the vendor's own record. */
        LegacyInvite: {
            /**
             * Format: int64
             * @description Number of the invite.
             * @example 1
             */
            ID?: number;
            /**
             * Format: date-time
             * @description When the invite was created, in UTC.
             * @example 2026-09-15T11:00:00Z
             */
            CreatedAt?: string;
            /** @description The address of the invite. */
            Email: components["schemas"]["EmailAddress"];
            /**
             * @description Role that the invited user will have.
             * @example member
             * @enum {string}
             */
            Role: "admin" | "member" | "viewer";
            /**
             * @description Whether the invited user has joined.
             * @example false
             */
            Accepted: boolean;
        };
        /** @description The organization of the customer. */
        CreateBillingCustomerRequest: {
            /**
             * @description Name of the organization to create.
             * @example New Team
             */
            name: string;
        };
        /**
         * @description Id of a customer at the vendor's billing service.
         * @example cus_MoMN0ijn54wkbt
         */
        StripeId: string;
        /** @description The customer on the invoices of an organization. Any part may be empty or absent. */
        BillingCustomer: {
            /**
             * @description Name of the person or company.
             * @example Octo Inc.
             */
            name?: string;
            /**
             * @description The address for invoices.
             * @example billing@example.com
             */
            email?: string;
            /** @description Tax number. */
            tax_id?: {
                /**
                 * @description The number.
                 * @example DE123456789
                 */
                value?: string;
                /**
                 * @description Kind of the number.
                 * @example eu_vat
                 */
                country?: string;
            };
            /** @description Postal address. */
            billing_address?: {
                /**
                 * @description First line.
                 * @example 1 Main Street
                 */
                line1?: string;
                /**
                 * @description Second line.
                 * @example
                 */
                line2?: string;
                /**
                 * @description City.
                 * @example Chicago
                 */
                city?: string;
                /**
                 * @description State or province.
                 * @example IL
                 */
                state?: string;
                /**
                 * @description Postal code.
                 * @example 60601
                 */
                postal_code?: string;
                /**
                 * @description Country, two letters.
                 * @example US
                 */
                country?: string;
            };
        };
        /** @description The customer. */
        BillingPortalRequest: {
            /** @description The customer, if it is not the organization itself. */
            stripe_id?: components["schemas"]["StripeId"];
        };
        /** @description A pending invitation. It is deleted when the user accepts it (inferred). */
        Invite: {
            /**
             * Format: int64
             * @description Number of the invite. An invite that replaces another has a new number (inferred).
             * @example 1
             */
            id: number;
            /** @description The address of the invite. */
            email: components["schemas"]["EmailAddress"];
            /**
             * @description Role that the invited user will have.
             * @example member
             * @enum {string}
             */
            role: "admin" | "member" | "viewer";
            /**
             * Format: date-time
             * @description When the invite was created, in UTC.
             * @example 2026-09-15T11:00:00Z
             */
            created_at: string;
        };
        /** @description The user to invite and the role. Send exactly one of `email` and `username`. */
        CreateInviteRequest: {
            /** @description Address to send the invite to. It does not have to belong to a user. */
            email?: components["schemas"]["EmailAddress"];
            /** @description Name of an existing user. The invite goes to the user's address. */
            username?: components["schemas"]["Username"];
            /**
             * @description Role that the invited user will have.
             * @default member
             * @example member
             * @enum {string}
             */
            role?: "admin" | "member" | "viewer";
        };
        /** @description The invite that was sent. */
        SentInvite: {
            /** @description The address of the invite. */
            email: components["schemas"]["EmailAddress"];
            /**
             * @description Role that the invited user will have.
             * @example member
             * @enum {string}
             */
            role: "admin" | "member" | "viewer";
            /** @description Name, not slug, of the organization. */
            organization: components["schemas"]["OrganizationName"];
        };
        /**
         * @description Code of a location: an AWS region with `aws-` before it, or the three letters of an older Fly.io location. `local` is
         *     a server on the user's own machine.
         * @example aws-us-east-1
         * @example ord
         */
        LocationCode: string;
        /** @description Location codes and the names of the places. */
        LocationNames: {
            [key: string]: string;
        };
        /** @description Locations by platform: `aws` is the current one, `fly` has older groups, and `local` is a server on the user's own machine. */
        LocationsByPlatform: {
            [key: string]: components["schemas"]["LocationNames"];
        };
        /**
         * @description Name of the endpoint, unique in its organization.
         * @example auth-provider
         */
        JwksName: string;
        /** @description An endpoint of an identity provider whose tokens open databases of the organization. */
        Jwks: {
            jwks_name: components["schemas"]["JwksName"];
            /**
             * Format: uri
             * @description The URL of the provider's public keys.
             * @example https://auth.example.com/.well-known/jwks.json
             */
            jwks_url: string;
        };
        /** @description The endpoint to register. */
        SaveJwksRequest: {
            /**
             * Format: uri
             * @description The URL of the provider's public keys.
             * @example https://auth.example.com/.well-known/jwks.json
             */
            jwks_url: string;
            /**
             * @description The CLI sends an empty value. Ignored (inferred).
             * @example
             */
            region?: string;
        };
        /** @description A location and the nearest other ones. */
        LocationDetails: {
            code: components["schemas"]["LocationCode"];
            /**
             * @description Name of the place, for people.
             * @example Chicago, Illinois (US)
             */
            description: string;
            /** @description The nearest other locations, nearest first. */
            closest: {
                code: components["schemas"]["LocationCode"];
                /**
                 * @description Name of the place, for people.
                 * @example Toronto, Canada
                 */
                description: string;
            }[];
        };
        /** @description The health of a group. Not documented by the vendor; its CLI reads it. */
        GroupStatus: {
            /** @description The health of each location. */
            locations: {
                name: components["schemas"]["LocationCode"];
                /**
                 * @description The health, `up` (inferred) or `down`.
                 * @example up
                 */
                status: string;
            }[];
        };
        /** @description A group of databases. */
        Group: {
            /**
             * Format: uuid
             * @description UUID of the group. Its tokens have it as the claim `gid`, so they stay valid if the group is renamed.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            uuid: string;
            name: components["schemas"]["GroupName"];
            /** @description Code of the location that accepts writes. */
            primary: components["schemas"]["LocationCode"];
            /**
             * @description Codes of all locations, primary first. A group on AWS has one.
             * @example [
             *       "aws-us-east-1"
             *     ]
             */
            locations: components["schemas"]["LocationCode"][];
            /**
             * @description The server version of the group, `tech-preview` on AWS. You cannot set it.
             * @example tech-preview
             */
            version: string;
            /**
             * @description The group was archived because it was not used for ten days, as happens on the plan `starter`. `unarchiveGroup` restores it.
             * @example false
             */
            archived: boolean;
            /**
             * @description Whether the group and its databases are protected from deletion.
             * @example false
             */
            delete_protection: boolean;
            status?: components["schemas"]["GroupStatus"];
        };
        /**
         * @description Name of an extension.
         * @example vector
         * @enum {string}
         */
        GroupExtension: "vector" | "crypto" | "fuzzy" | "math" | "stats" | "text" | "unicode" | "uuid" | "regexp" | "vec";
        /** @description Extensions to load: their names, or `all`. They have no effect (inferred). */
        GroupExtensions: "all" | components["schemas"]["GroupExtension"][];
        /** @description The group to create. */
        CreateGroupRequest: {
            name: components["schemas"]["GroupName"];
            /** @description Code of the primary location. */
            location: components["schemas"]["LocationCode"];
            extensions?: components["schemas"]["GroupExtensions"];
            /**
             * @description The server build, such as `latest` or `canary`. It has no effect. Not documented by the vendor.
             * @example latest
             */
            version?: string;
        };
        /** @description The settings of a group. */
        GroupConfiguration: {
            /**
             * @description Whether the group and its databases are protected from deletion.
             * @example false
             */
            delete_protection: boolean;
        };
        /** @description The settings to change. Absent and null properties do not change. */
        UpdateGroupConfigurationRequest: {
            /**
             * @description Whether to protect the group and its databases from deletion.
             * @example true
             */
            delete_protection?: boolean | null;
        };
        /**
         * @description Name of a database: 1 to 64 lower-case letters, digits and hyphens, without a hyphen at either end. Unique in its
         *     organization among the databases that are not deleted.
         * @example my-db
         */
        DatabaseName: string;
        /**
         * @deprecated
         * @description Databases that queries can attach. Groups on AWS refuse the property, even if it is empty.
         */
        TokenPermissions: {
            /** @description The databases that queries can attach for reading. */
            read_attach?: {
                /**
                 * @description Names of the databases.
                 * @example [
                 *       "my-db"
                 *     ]
                 */
                databases: components["schemas"]["DatabaseName"][];
            };
        };
        /** @description The allowed actions on some tables, or on all. Not documented by the vendor. */
        FineGrainedPermission: {
            /**
             * @description The names of the tables. Null or absent means all tables.
             * @example [
             *       "users"
             *     ]
             */
            t?: string[] | null;
            /**
             * @description The allowed actions.
             * @example [
             *       "data_read",
             *       "data_add"
             *     ]
             */
            a: ("data_read" | "data_add" | "data_update" | "data_delete" | "schema_add" | "schema_update" | "schema_delete")[];
        };
        /** @description Permissions in addition to `authorization`. The body is optional. */
        CreateTokenRequest: {
            permissions?: components["schemas"]["TokenPermissions"];
            /** @description Rules on tables. They replace `authorization` (inferred). Not documented by the vendor. */
            fine_grained_permissions?: components["schemas"]["FineGrainedPermission"][];
        };
        /**
         * @description A JSON Web Token in compact form, signed with Ed25519 (`alg` `EdDSA`).
         * @example eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3ODk0NzM2MDAsImlkIjoiMDE5YmIxNzMtOTQ1NC03YmFjLTk1ZTItMjIyZDI5MzkxMmU1In0.yweU7PHKdpeNa5KX7Ti6Phm_VidfLjuj-54xbvkBUj4ajthnWoAkEtM9TYQ3IXBFVTgg9Ifg4NQ6OCkjDUIsBg
         */
        JWT: string;
        /** @description The target of the transfer. */
        TransferGroupRequest: {
            /** @description Slug of the target organization. */
            organization: components["schemas"]["OrganizationSlug"];
        };
        /** @description The new name. */
        RenameGroupRequest: {
            name: components["schemas"]["GroupName"];
        };
        /** @description The progress of the move of a group to AWS. */
        GroupMigration: {
            /**
             * @description Not requested (`none`), in progress (`pending`), complete (`finished`), or cancelled (`aborted`).
             * @example pending
             * @enum {string}
             */
            status: "none" | "pending" | "finished" | "aborted";
            /**
             * @description A remark for people. Can be empty.
             * @example
             */
            comment: string;
        };
        /**
         * @description DNS name for client connections, the host of the `libsql:` and `https:` URLs: `<name>-<organizationSlug>.<location>.turso.io` on AWS, `<name>-<organizationSlug>.turso.io` elsewhere. With local hostnames, the host and port of the server.
         * @example my-db-my-org.aws-us-east-1.turso.io
         */
        DatabaseHostname: string;
        /** @description The database that another was branched from. The branch is independent of it. */
        DatabaseParent: {
            /**
             * Format: uuid
             * @description UUID of the parent, which can be deleted.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            id: string;
            /** @description Name of the parent. */
            name: components["schemas"]["DatabaseName"];
            /**
             * Format: date-time
             * @description When it was branched, to the nanosecond.
             * @example 2026-09-10T08:30:00.625000000Z
             */
            branched_at: string;
        };
        /**
         * @description The engine of a database, `libsql` or `tursodb`.
         * @example libsql
         * @enum {string}
         */
        DatabaseEngine: "libsql" | "tursodb";
        /**
         * @description A cipher. `aes128gcm`, `aegis128l`, `aegis128x2` and `aegis128x4` take a key of 16 bytes, the others one of 32.
         * @example aes256gcm
         * @enum {string}
         */
        EncryptionCipher: "aes256gcm" | "aes128gcm" | "chacha20poly1305" | "aegis128l" | "aegis128x2" | "aegis128x4" | "aegis256" | "aegis256x2" | "aegis256x4";
        /** @description A database. */
        Database: {
            Name: components["schemas"]["DatabaseName"];
            /**
             * Format: uuid
             * @description UUID of the database. Its tokens have it as the claim `id`. The sixth byte is `10` for the engine TursoDB.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            DbId: string;
            Hostname: components["schemas"]["DatabaseHostname"];
            /** @description Name of the group. Absent for a database without a group, which existed until 2024. */
            group?: components["schemas"]["GroupName"];
            /**
             * @description Codes of the locations of the database, which are those of its group, primary first.
             * @example [
             *       "aws-us-east-1"
             *     ]
             */
            regions: components["schemas"]["LocationCode"][];
            /** @description Code of the location that accepts writes. Absent for a database without a group and without instances. */
            primaryRegion?: components["schemas"]["LocationCode"];
            /**
             * @description Whether reads are refused.
             * @example false
             */
            block_reads: boolean;
            /**
             * @description Writes are blocked.
             * @example false
             */
            block_writes: boolean;
            /**
             * @description Whether the database is protected from deletion.
             * @example false
             */
            delete_protection: boolean;
            /** @description The database that this one was branched from, or null. */
            parent: components["schemas"]["DatabaseParent"] | null;
            /**
             * @description Always `logical`. Not documented by the vendor.
             * @example logical
             * @constant
             */
            type?: "logical";
            /**
             * @description The server version, `tech-preview` in groups on AWS. Absent for a database without a group. Not documented by the vendor.
             * @example tech-preview
             */
            version?: string;
            /** @description Engine of the database. Not documented by the vendor; its TypeScript client reads it. */
            database_type?: components["schemas"]["DatabaseEngine"];
            /**
             * @description Whether the group, and with it the database, is archived. Not documented by the vendor.
             * @example false
             */
            sleeping?: boolean;
            /**
             * @description The same as `sleeping`, under its newer name. Not documented by the vendor.
             * @example false
             */
            archived?: boolean;
            /**
             * @deprecated
             * @description Whether other databases can attach this one. Not documented by the vendor here.
             * @example false
             */
            allow_attach?: boolean;
            /**
             * @deprecated
             * @description Whether the database is the schema of others. Removed from the vendor's document in December 2024.
             * @example false
             */
            is_schema?: boolean;
            /**
             * @deprecated
             * @description Name of the schema database that this one belongs to; empty or null if there is none. Removed from the vendor's document in December 2024.
             * @example null
             */
            schema?: string | null;
            /** @description Cipher of an encrypted database; absent otherwise. Not documented by the vendor; its CLI reads it. */
            encryption_cipher?: components["schemas"]["EncryptionCipher"];
        };
        /** @description The start of the next page of a list. */
        Pagination: {
            /**
             * @description The `cursor` of the next page. Absent or null on the last page.
             * @example MDE5YmIxNzMtOTQ1NC03YmFjLTk1ZTItMjIyZDI5MzkxMmU1
             */
            next?: string | null;
        };
        /** @description Copies another database of the same group, in its current state (a branch) or in an earlier state (a restore to a point in time). Name the source with either `name` or `value`. */
        BranchSeed: {
            /**
             * @description Always `database`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "database";
            /** @description Name of the source. */
            name?: components["schemas"]["DatabaseName"];
            /** @description The same as `name`. Not documented by the vendor; its CLI sends it. */
            value?: components["schemas"]["DatabaseName"];
            /**
             * Format: date-time
             * @description A time in the past and within the plan's window: 24 hours on `starter`, 10 days on `developer`, 30 days on `scaler`, 90 days on `pro`. Mockplane keeps the current rows of a database when you move the clock. It refuses a time whose rows it did not keep.
             * @example 2026-09-14T12:00:00Z
             */
            timestamp?: string;
        };
        /** @description Creates a draft, which becomes a database when you send a SQLite file to its host, with a database token. `upload` is a synonym of `database_upload`, not documented by the vendor. */
        UploadSeed: {
            /**
             * @description Either `database_upload` or `upload`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "database_upload" | "upload";
        };
        /**
         * @deprecated
         * @description Runs a dump that you uploaded with `uploadDump`. Removed from the vendor's document in April 2025; its CLI uses it for groups on Fly.io. If the SQL fails, the response is 400, and no database is created.
         */
        DumpSeed: {
            /**
             * @description Always `dump`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "dump";
            /**
             * Format: uri
             * @description The `dump_url` that `uploadDump` returned.
             * @example https://dumps.example.com/019bbf00-1f3c-7d2b-9c5a-2f0e6a3b1c4d.sql
             */
            url: string;
        };
        /** @description The source of the data of the new database. If absent, the database is empty. */
        Seed: components["schemas"]["BranchSeed"] | components["schemas"]["UploadSeed"] | components["schemas"]["DumpSeed"];
        /**
         * @description The maximum size of a database: a number of bytes, or a number with the unit `b`, `kb`, `mb`, `gb` or `tb` (units partly inferred). Responses have the text of the request. Groups on AWS refuse it.
         * @example 256mb
         */
        SizeLimit: string;
        /** @description The encryption of the database. The key belongs to the customer and is not stored. */
        RemoteEncryption: {
            /**
             * @description The key in base64, with the length that the cipher needs: 16 or 32 bytes.
             * @example MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=
             */
            encryption_key: string;
            /** @description The cipher. Required unless `seed` names an encrypted database to branch from. */
            encryption_cipher?: components["schemas"]["EncryptionCipher"];
        };
        /** @description The database to create. */
        CreateDatabaseRequest: {
            name: components["schemas"]["DatabaseName"];
            /**
             * @description Name of an existing group. The default is `default`.
             * @default default
             * @example default
             */
            group?: string;
            seed?: components["schemas"]["Seed"];
            size_limit?: components["schemas"]["SizeLimit"];
            remote_encryption?: components["schemas"]["RemoteEncryption"];
            /**
             * @description Whether the database runs on the engine TursoDB instead of libSQL. Not documented by the vendor.
             * @default false
             * @example true
             */
            use_tursodb?: boolean;
            /** @description A location of the group. It has no effect (inferred). Not documented by the vendor; its CLI always sends it. */
            location?: components["schemas"]["LocationCode"];
            /**
             * @description The server build, `latest` or `canary`. It has no effect (inferred). Not documented by the vendor.
             * @example latest
             * @enum {string}
             */
            image?: "latest" | "canary";
            /**
             * @description Whether extensions are loaded, `all` or `none`. It has no effect (inferred). Not documented by the vendor.
             * @example all
             * @enum {string}
             */
            extensions?: "all" | "none";
            /**
             * @deprecated
             * @description Whether the database is the schema of others. Removed from the vendor's document in December 2024.
             * @default false
             * @example false
             */
            is_schema?: boolean;
            /**
             * @deprecated
             * @description Name of the schema database of this database. Not allowed together with `is_schema`. Removed from the vendor's document in December 2024.
             * @example my-schema
             */
            schema?: string;
        };
        /** @description A database, as the response to its creation shows it. `getDatabase` returns all properties. */
        CreatedDatabase: {
            /**
             * Format: uuid
             * @description UUID of the database. Its tokens have it as the claim `id`.
             * @example 01a08a70-25b1-7d25-9d99-0495199f7a8e
             */
            DbId: string;
            Hostname: components["schemas"]["DatabaseHostname"];
            Name: components["schemas"]["DatabaseName"];
            /**
             * Format: int32
             * @deprecated
             * @description Not documented by the vendor, and 0 in every published response.
             * @example 0
             */
            IssuedCertCount?: number;
            /**
             * Format: int32
             * @deprecated
             * @description Not documented by the vendor, and 0 in every published response.
             * @example 0
             */
            IssuedCertLimit?: number;
        };
        /**
         * @description A user name or password from the time before database tokens. Do not use it; create a token with
         *     `createDatabaseToken`. Not documented by the vendor.
         * @example
         */
        LegacyCredential: string;
        /**
         * @description An IPv4 or IPv6 address, or a block of them (CIDR).
         * @example 192.0.2.0/24
         */
        AllowedAddress: string;
        /**
         * @description Id of an AWS VPC endpoint.
         * @example vpce-0a1b2c3d4e5f67890
         */
        AllowedEndpoint: string;
        /** @description The settings of a database. */
        DatabaseConfiguration: {
            /** @description The maximum size of the database, as in the request. Absent if there is no limit. */
            size_limit?: components["schemas"]["SizeLimit"];
            /**
             * @deprecated
             * @description Whether other databases can attach this one.
             * @example false
             */
            allow_attach?: boolean;
            /**
             * @description Whether reads are refused.
             * @example false
             */
            block_reads: boolean;
            /**
             * @description Writes are blocked.
             * @example false
             */
            block_writes: boolean;
            /**
             * @description Whether the database is protected from deletion.
             * @example true
             */
            delete_protection: boolean;
            /**
             * @description The allowed addresses and blocks (CIDR) of clients. Empty means all addresses. If both lists have entries, a client must match both.
             * @example [
             *       "198.51.100.7",
             *       "192.0.2.0/24"
             *     ]
             */
            allowed_ips: components["schemas"]["AllowedAddress"][];
            /**
             * @description The allowed AWS VPC endpoints of clients. Empty means all endpoints.
             * @example [
             *       "vpce-0a1b2c3d4e5f67890"
             *     ]
             */
            allowed_aws_vpc_ids: components["schemas"]["AllowedEndpoint"][];
        };
        /** @description The settings to change. Absent properties and flags that are null stay as they are. A list replaces the earlier list; null or an empty list clears it. */
        UpdateDatabaseConfigurationRequest: {
            size_limit?: components["schemas"]["SizeLimit"];
            /**
             * @deprecated
             * @description Whether other databases can attach this one. Groups on AWS refuse `true`.
             * @example false
             */
            allow_attach?: boolean | null;
            /**
             * @description Whether to refuse reads.
             * @example true
             */
            block_reads?: boolean | null;
            /**
             * @description Block writes.
             * @example true
             */
            block_writes?: boolean | null;
            /**
             * @description Whether to protect the database from deletion.
             * @example true
             */
            delete_protection?: boolean | null;
            /**
             * @description The allowed addresses and blocks (CIDR) of clients.
             * @example [
             *       "198.51.100.7",
             *       "192.0.2.0/24"
             *     ]
             */
            allowed_ips?: components["schemas"]["AllowedAddress"][] | null;
            /**
             * @description The allowed AWS VPC endpoints of clients.
             * @example [
             *       "vpce-0a1b2c3d4e5f67890"
             *     ]
             */
            allowed_aws_vpc_ids?: components["schemas"]["AllowedEndpoint"][] | null;
        };
        /** @description A statement, and the number of rows that it read and wrote. */
        TopQuery: {
            /**
             * @description The statement in SQL.
             * @example SELECT id FROM users
             */
            query: string;
            /**
             * Format: int64
             * @description Rows that it read.
             * @example 120
             */
            rows_read: number;
            /**
             * Format: int64
             * @description Rows that it wrote.
             * @example 0
             */
            rows_written: number;
        };
        /**
         * @description Name of an instance: the code of its location, or, for a database without a group, a name that the API generated.
         * @example aws-us-east-1
         */
        InstanceName: string;
        /** @description A database in one of its locations. */
        Instance: {
            /**
             * Format: uuid
             * @description UUID of the group's server in this location. The databases of a group share it.
             * @example 073216e4-61d4-47af-b76e-837d116fecad
             */
            uuid: string;
            name: components["schemas"]["InstanceName"];
            /**
             * @description The instance that accepts writes (`primary`), or a copy of it (`replica`).
             * @example primary
             * @enum {string}
             */
            type: "primary" | "replica";
            /** @description Code of the location. */
            region: components["schemas"]["LocationCode"];
            /**
             * @description DNS name for connections to this instance. On AWS it is the hostname of the database (inferred). With local hostnames, host and port of the server.
             * @example my-db-my-org.aws-us-east-1.turso.io
             */
            hostname: string;
        };
        /** @description The instance to create. */
        CreateInstanceRequest: {
            /** @description Code of the location to create the instance in. */
            location: components["schemas"]["LocationCode"];
            /**
             * @description The server build, `latest` or `canary`.
             * @example latest
             * @enum {string}
             */
            image?: "latest" | "canary";
        };
        /** @description The target of the transfer. */
        TransferDatabaseRequest: {
            /** @description Slug of the target organization. */
            org: components["schemas"]["OrganizationSlug"];
        };
        /** @description A platform API token, without its value. */
        APIToken: {
            id: components["schemas"]["APITokenId"];
            name: components["schemas"]["APITokenName"];
            /** @description Slug of the organization that the token is restricted to. Absent from an unrestricted token. */
            organization?: components["schemas"]["OrganizationSlug"];
            /** @description Name of the group that the token is restricted to. Absent if there is none. */
            group?: components["schemas"]["GroupName"];
            /**
             * @description The permissions of the token in its group. Absent for a token without this restriction.
             * @example [
             *       "db:create",
             *       "db:configure",
             *       "db:mint-token"
             *     ]
             */
            scopes?: components["schemas"]["APITokenScope"][];
            /**
             * Format: date
             * @description Day on which the token was created, in UTC.
             * @example 2026-09-15
             */
            created_at: string;
        };
        /** @description The restriction of the token. `organization` alone restricts it to this organization; `organization`, `group` and `scopes` restrict it to a group. An empty object leaves it unrestricted, which is deprecated. */
        CreateAPITokenRequest: {
            /** @description Slug of the organization to restrict the token to. */
            organization?: components["schemas"]["OrganizationSlug"];
            /** @description Name of the group to restrict the token to. Needs `organization` and `scopes`. */
            group?: components["schemas"]["GroupName"];
            /**
             * @description The permissions of the token in the group. Requires `group`.
             * @example [
             *       "db:create",
             *       "db:configure",
             *       "db:mint-token"
             *     ]
             */
            scopes?: ("read" | "db:create" | "db:delete" | "db:configure" | "db:mint-token" | "db:rotate-creds" | "group:configure" | "group:mint-token" | "group:rotate-creds" | "read-only" | "full-access")[];
        };
        /** @description A new platform API token, with its value. */
        CreatedAPIToken: {
            id: components["schemas"]["APITokenId"];
            name: components["schemas"]["APITokenName"];
            /** @description The token to send as `Authorization: Bearer …`, which only this response shows. Its only claim is `jti`, the token's `id` (inferred). */
            token: components["schemas"]["JWT"];
        };
        /** @description A new platform API token, with its value under another name than in `CreatedAPIToken`. */
        TokenWithValue: {
            id: components["schemas"]["APITokenId"];
            name: components["schemas"]["APITokenName"];
            /** @description The token to send as `Authorization: Bearer …`. Only this response shows it. */
            value: components["schemas"]["JWT"];
        };
        /** @description A user of Turso. */
        User: {
            username: components["schemas"]["Username"];
            /**
             * @description Name of the user, for people. Can be empty.
             * @example The Octocat
             */
            name?: string;
            /** @description Primary address of the user. */
            email?: components["schemas"]["EmailAddress"];
            /**
             * Format: uri
             * @description Picture of the user.
             * @example https://avatars.example.com/u/583231
             */
            avatarUrl?: string;
            /** @description Plan of the user's personal organization. */
            plan?: components["schemas"]["PlanName"];
            /**
             * @description Whether the account has multi-factor authentication.
             * @example false
             */
            mfa?: boolean;
            /**
             * @description Whether the user has a pending invite.
             * @example false
             */
            has_pending_invites?: boolean;
        };
        /** @description A database as the operations under `/v3` show it, live or deleted. Only a deleted database has `deleted_at`. */
        DatabaseV3: {
            /** @description Name of the database; for a deleted one, its last name. */
            Name: components["schemas"]["DatabaseName"];
            /**
             * Format: uuid
             * @description UUID of the database. Restoring keeps it.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            DbId: string;
            /** @description DNS name for client connections; for a deleted database, its last one. */
            Hostname: components["schemas"]["DatabaseHostname"];
            /**
             * Format: uuid
             * @description UUID of the organization.
             * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
             */
            organization_id: string;
            /** @description Name of the group of the database; for a deleted one, its last group. Absent for a database without a group. */
            group?: components["schemas"]["GroupName"];
            /**
             * Format: uuid
             * @description UUID of that group. Absent for a database without a group.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            group_id?: string;
            /**
             * @description Codes of the locations of the group.
             * @example [
             *       "aws-us-east-1"
             *     ]
             */
            regions: components["schemas"]["LocationCode"][];
            /** @description Code of the location that accepts writes. Absent for a database without a group and without instances. */
            primaryRegion?: components["schemas"]["LocationCode"];
            /** @description The database that this one was branched from, or null. */
            parent?: components["schemas"]["DatabaseParent"] | null;
            /**
             * @description Whether reads are refused. Absent from a deleted database.
             * @example false
             */
            block_reads?: boolean;
            /**
             * @description Whether writes are refused. Absent from a deleted database.
             * @example false
             */
            block_writes?: boolean;
            /**
             * @description Whether deletion is refused.
             * @example false
             */
            delete_protection: boolean;
            /**
             * Format: uuid
             * @description Undocumented; perhaps the identity that signs the tokens of the database.
             * @example 73c2a1c4-60c3-4be2-8c54-2d2a4f6b9e01
             */
            auth_role_id?: string;
            /** @description Engine of the database. Not documented by the vendor. */
            engine?: components["schemas"]["DatabaseEngine"];
            /** @description The access rules for connections. Only in the response of `getDatabaseV3`. Not documented by the vendor. */
            allow_rules_config?: {
                /**
                 * @description The allowed addresses and blocks of addresses. Empty means all.
                 * @example [
                 *       "198.51.100.7",
                 *       "192.0.2.0/24"
                 *     ]
                 */
                allowed_ips: components["schemas"]["AllowedAddress"][];
                /**
                 * @description The allowed AWS VPC endpoints. Empty means all.
                 * @example [
                 *       "vpce-0a1b2c3d4e5f67890"
                 *     ]
                 */
                allowed_aws_vpc_ids: components["schemas"]["AllowedEndpoint"][];
            };
            /**
             * Format: date-time
             * @description When the database was deleted. Absent from a live or restored database (inferred).
             * @example 2026-09-14T09:00:00Z
             */
            deleted_at?: string;
            /**
             * Format: date-time
             * @description When the group was deleted together with the database. Restoring the database then restores the group too. Absent if only the database was deleted.
             * @example 2026-09-13T16:20:00Z
             */
            group_deleted_at?: string;
        };
        /** @description The database to create. A branch goes into the group of its source; any other needs `group_id`. */
        CreateDatabaseV3Request: {
            name: components["schemas"]["DatabaseName"];
            /**
             * Format: uuid
             * @description UUID of the group.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            group_id?: string;
            seed?: components["schemas"]["Seed"];
            remote_encryption?: components["schemas"]["RemoteEncryption"];
            /**
             * @description Whether the database runs on the engine TursoDB instead of libSQL.
             * @default false
             * @example false
             */
            use_tursodb?: boolean;
        };
        /** @description How to restore the database. */
        RestoreDatabaseRequest: {
            /** @description Another name for the database. The default is its last name. */
            name?: components["schemas"]["DatabaseName"];
        };
        /** @description A deleted group that you can restore. */
        DeletedGroup: {
            /**
             * Format: uuid
             * @description UUID of the group. `restoreGroup` takes it.
             * @example 019e81fb-72f7-70ff-a8dc-4992f4f3461a
             */
            uuid: string;
            /** @description The last name of the group. */
            name: components["schemas"]["GroupName"];
            /**
             * Format: date-time
             * @description When the group was deleted.
             * @example 2026-09-13T16:20:00Z
             */
            deleted_at: string;
            /**
             * Format: int32
             * @description The number of databases that were deleted with the group and are restored with it.
             * @example 1
             */
            cascade_databases: number;
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
        /** @description The request has no valid token. */
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
        /** @description The token of the request is restricted, and this operation needs an unrestricted one. The text is inferred. */
        RestrictedToken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The user is not a member of the organization, or the token does not allow this operation. The texts are inferred. */
        OrganizationForbidden: {
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
        /**
         * @description The user is not a member of the organization or has too low a role in it, or the token does not allow this operation.
         *     The texts are inferred.
         */
        OwnerForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The user is not a member of the organization or has too low a role in it, or the token does not allow this operation.
         *     The texts are inferred.
         */
        AdminForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The plan of the organization has no invites. The text is that of `inviteOrganizationMemberV2` (inferred). */
        PlanWithoutInvites: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The organization does not exist, or has no pending invite for this address. */
        InviteNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is invalid, the organization is personal, or its plan has no invites. Most texts are inferred. */
        InvalidInvite: {
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
        /**
         * @description The user is not a member of the organization or has too low a role in it, or the token does not allow this operation.
         *     The texts are inferred.
         */
        MemberForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A query parameter or the body has an invalid value. The text for `authorization`, and those for `fine_grained_permissions`, are inferred. */
        TokenRefused: {
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
        /** @description The organization, the database or the instance does not exist. The text for the instance is inferred. */
        InstanceNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The name or the restriction is invalid. The texts are inferred. */
        InvalidTokenRestriction: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The user is not a member of the organization or has too low a role in it for a token that is restricted to a group, or the token of the request is restricted. The texts are inferred. */
        TokenForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The user already has a token with this name. The text is inferred. */
        TokenNameTaken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The plan has no recovery, the user is not a member of the organization, or the token does not allow this operation. The
         *     texts are inferred.
         */
        DeletedForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The organization or the database does not exist. The text for the database is inferred. */
        DatabaseIdNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The plan has no recovery, the user has too low a role or is not a member, or the token does not allow this operation.
         *     The texts are inferred.
         */
        RecoveryForbidden: {
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
         * @description Whether to check the request without creating anything.
         * @example false
         */
        DryRun: boolean;
        /**
         * @description Slug of the organization. Its UUID works as well (inferred).
         * @example my-org
         */
        OrganizationSlug: components["schemas"]["OrganizationSlug"];
        /**
         * @description The type of the invoices. The default is all (inferred).
         * @example issued
         */
        InvoiceType: "all" | "upcoming" | "issued";
        /**
         * @description Name of the user.
         * @example hubot
         */
        Username: components["schemas"]["Username"];
        /**
         * @description The maximum number of items on a page. The upper bound is inferred.
         * @example 25
         */
        PageSize: number;
        /**
         * @description The number of the page, from 1. A page after the last is empty (inferred).
         * @example 1
         */
        Page: number;
        /**
         * @description Id of the platform API token, as `listOrganizationAPITokens` shows it.
         * @example d8zwnOrgEfGYFs8dW0yAEg
         */
        TokenId: components["schemas"]["APITokenId"];
        /**
         * @description The address of the invite, percent-encoded.
         * @example newcomer@example.com
         */
        Email: components["schemas"]["EmailAddress"];
        /**
         * @description The customer, if it is not the organization itself.
         * @example cus_MoMN0ijn54wkbt
         */
        StripeId: components["schemas"]["StripeId"];
        /**
         * @description Name of the endpoint.
         * @example auth-provider
         */
        JwksName: components["schemas"]["JwksName"];
        /**
         * @description Code of the location.
         * @example ord
         */
        FlyLocation: components["schemas"]["LocationCode"];
        /**
         * @description Name of the group.
         * @example default
         */
        GroupName: components["schemas"]["GroupName"];
        /**
         * @description Name of a group on Fly.io. Groups on AWS have one fixed location.
         * @example edge
         */
        FlyGroupName: components["schemas"]["GroupName"];
        /**
         * @description Code of a location on Fly.io, but not the primary one.
         * @example ams
         */
        ReplicaLocation: components["schemas"]["LocationCode"];
        /**
         * @description Code of the location.
         * @example aws-us-east-1
         */
        Location: components["schemas"]["LocationCode"];
        /**
         * @description How long the token is valid: a duration, or `never` (default). `none`, `default` and an empty value also mean `never`.
         *
         *     A duration is a sum of numbers with units, in any order: `w`, `d`, `h`, `m`, `s`, `ms`, `us` (or `µs`), `ns`. A day is
         *     24 hours. `2w1d30m` is two weeks, a day and thirty minutes. Zero, negative durations, and those beyond 292 years are
         *     refused (inferred).
         * @example 1d
         */
        Expiration: string;
        /**
         * @description The access that the token gives, `full-access` (default) or `read-only`.
         * @example read-only
         */
        Authorization: "full-access" | "read-only";
        /**
         * @description Name of the archived group.
         * @example edge
         */
        ArchivedGroupName: components["schemas"]["GroupName"];
        /**
         * @description Only the databases of the group with this name. An unknown name gives an empty list (inferred).
         * @example default
         */
        GroupFilter: components["schemas"]["GroupName"];
        /**
         * @deprecated
         * @description Only the databases that belong to the schema database with this name.
         * @example my-schema
         */
        SchemaFilter: components["schemas"]["DatabaseName"];
        /**
         * @deprecated
         * @description Only schema databases. The vendor's TypeScript client sends it; the vendor's document does not have it.
         * @example schema
         */
        DatabaseTypeFilter: "schema";
        /**
         * @description Only the databases that were branched from the database with this UUID.
         * @example 019bb173-9454-7bac-95e2-222d293912e5
         */
        ParentFilter: string;
        /**
         * @description The maximum number of databases on a page. If absent, the response has the whole list and no `pagination`. Not documented by the vendor.
         * @example 100
         */
        PageLimit: number;
        /**
         * @description The `pagination.next` of the page before. Absent for the first page.
         * @example MDE5YmIxNzMtOTQ1NC03YmFjLTk1ZTItMjIyZDI5MzkxMmU1
         */
        Cursor: string;
        /**
         * @description Name of the database.
         * @example my-db
         */
        DatabaseName: components["schemas"]["DatabaseName"];
        /**
         * @description The start of the period, in RFC 3339. The default is the start of the current month in UTC (inferred).
         * @example 2026-09-01T00:00:00Z
         */
        UsageFrom: string;
        /**
         * @description The end of the period, in RFC 3339. The default is now (inferred).
         * @example 2026-09-15T00:00:00Z
         */
        UsageTo: string;
        /**
         * @description The start of the period, in RFC 3339. It ends now. The default is an hour ago.
         * @example 2026-09-15T11:00:00Z
         */
        QueriesFrom: string;
        /**
         * @description Name of the instance. It is the code of its location or, if the database has no group, a name that the API generated.
         * @example aws-us-east-1
         */
        InstanceName: components["schemas"]["InstanceName"];
        /**
         * @description Name for the new token, unique among the user's platform API tokens.
         * @example deploy-bot
         */
        UnusedTokenName: components["schemas"]["APITokenName"];
        /**
         * @description Name of the platform API token.
         * @example ci-bot
         */
        TokenName: components["schemas"]["APITokenName"];
        /**
         * @description UUID of the organization, as `getOrganization` shows it.
         * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
         */
        OrganizationId: string;
        /**
         * @description `true` lists the databases that were deleted within the last five days, as the vendor documents. `false` lists the live ones, as the vendor's clients use it.
         * @example true
         */
        Deleted: boolean;
        /**
         * @description Only databases with this text in their names.
         * @example old
         */
        Search: string;
        /**
         * @description Only databases of the group with this UUID. Not documented by the vendor.
         * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
         */
        GroupIdFilter: string;
        /**
         * @description Only branches of the database with this UUID. Not documented by the vendor.
         * @example 019bb173-9454-7bac-95e2-222d293912e5
         */
        ParentIdFilter: string;
        /**
         * @description The maximum number of items on a page.
         * @example 100
         */
        Limit: number;
        /**
         * @description UUID of the database, its `DbId`.
         * @example 019bb173-9454-7bac-95e2-222d293912e5
         */
        DatabaseId: string;
        /**
         * @description UUID of the deleted database, the `DbId` that `listDeletedDatabases` shows.
         * @example 019c1e02-6a6e-7975-8dc6-bf34a3c4ab7d
         */
        DeletedDatabaseId: string;
        /**
         * @description UUID of the group.
         * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
         */
        GroupId: string;
        /**
         * @description UUID of the deleted group, the `uuid` that `listDeletedGroups` shows.
         * @example 019e81fb-72f7-70ff-a8dc-4992f4f3461a
         */
        DeletedGroupId: string;
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
                    "application/json": components["schemas"]["Organization"][];
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
                 * @description Whether to check the request without creating anything.
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
                        org: components["schemas"]["Organization"];
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
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organization: components["schemas"]["Organization"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    deleteOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
                        organization: components["schemas"]["Organization"];
                    };
                };
            };
            /** @description The body is invalid. The vendor documents the rules; status and texts are inferred. */
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
    listOrganizationPlans: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
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
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    listOrganizationInvoices: {
        parameters: {
            query?: {
                /**
                 * @description The type of the invoices. The default is all (inferred).
                 * @example issued
                 */
                type?: components["parameters"]["InvoiceType"];
            };
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invoices. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The invoices of the organization. */
                        invoices: components["schemas"]["Invoice"][];
                    };
                };
            };
            /** @description The type of invoice does not exist. Status and text are inferred. */
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
    getOrganizationSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
    getOrganizationUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
    listOrganizationMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
            403: components["responses"]["AdminForbidden"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
                        role: "admin" | "member" | "viewer";
                    };
                };
            };
            /** @description The body is invalid, or the organization is personal. */
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
            /** @description The user is already a member. */
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
    getOrganizationMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the user.
                 * @example hubot
                 */
                username: components["parameters"]["Username"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: components["schemas"]["Member"];
                    };
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
    removeOrganizationMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the user.
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
    updateMemberRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the user.
                 * @example hubot
                 */
                username: components["parameters"]["Username"];
            };
            cookie?: never;
        };
        /** @description The new role. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMemberRoleRequest"];
            };
        };
        responses: {
            /** @description The member has the new role. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: components["schemas"]["Member"];
                    };
                };
            };
            /** @description The body is invalid, or the member is the owner. The refusal for the owner and the text for the body are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description The user has too low a role in the organization or is not a member of it, or the token does not allow this
             *     operation. All texts but the first are inferred.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
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
    listOrganizationAuditLogs: {
        parameters: {
            query?: {
                /**
                 * @description The maximum number of items on a page. The upper bound is inferred.
                 * @example 25
                 */
                page_size?: components["parameters"]["PageSize"];
                /**
                 * @description The number of the page, from 1. A page after the last is empty (inferred).
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
            };
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the audit log. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The records of this page. */
                        audit_logs: components["schemas"]["AuditLog"][];
                        pagination: components["schemas"]["PageInfo"];
                    };
                };
            };
            /** @description The page number or the page size is invalid. Status and texts are inferred. */
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
    listOrganizationAPITokens: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The tokens, without their values. */
                        tokens: components["schemas"]["OrganizationAPIToken"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    revokeOrganizationAPIToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Id of the platform API token, as `listOrganizationAPITokens` shows it.
                 * @example d8zwnOrgEfGYFs8dW0yAEg
                 */
                tokenId: components["parameters"]["TokenId"];
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
                        /** @description Id of the revoked token. */
                        token: components["schemas"]["APITokenId"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            /** @description The organization does not exist, or has no token with this id that the user may revoke. The text for the token is inferred. */
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /** @description The user to invite and the role. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLegacyInviteRequest"];
            };
        };
        responses: {
            /** @description The invite was sent. The CLI does not read the response, so its form is inferred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        invited: components["schemas"]["LegacyInvite"];
                    };
                };
            };
            /** @description The body is invalid, the organization is personal, or its plan has no invites. Most texts are inferred. */
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
    listInvites: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invites. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The invites of the organization. */
                        invites: components["schemas"]["LegacyInvite"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    deleteInvite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description The address of the invite, percent-encoded.
                 * @example newcomer@example.com
                 */
                email: components["parameters"]["Email"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invite was deleted. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["PlanWithoutInvites"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminForbidden"];
            404: components["responses"]["InviteNotFound"];
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
    getBillingCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. It has no data until you save it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillingCustomer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    updateBillingCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /** @description The customer. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BillingCustomer"];
            };
        };
        responses: {
            /** @description The saved customer. The CLI does not read the response, so its form is inferred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillingCustomer"];
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
            403: components["responses"]["AdminForbidden"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
                             * @description The URL of the page.
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
            403: components["responses"]["AdminForbidden"];
            404: components["responses"]["OrganizationNotFound"];
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
                        organizations: components["schemas"]["Organization"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["OtherError"];
        };
    };
    listOrganizationInvitesV2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invites. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The invites of the organization. */
                        invites: components["schemas"]["Invite"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    inviteOrganizationMemberV2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        /** @description The user to invite and the role. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInviteRequest"];
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
                        invited: components["schemas"]["SentInvite"];
                    };
                };
            };
            400: components["responses"]["InvalidInvite"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminForbidden"];
            /** @description The organization or the user does not exist. The refusal for an unknown user is inferred. */
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
    deleteOrganizationInviteByEmailV2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description The address of the invite, percent-encoded.
                 * @example newcomer@example.com
                 */
                email: components["parameters"]["Email"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invite was deleted. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["PlanWithoutInvites"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminForbidden"];
            404: components["responses"]["InviteNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    listOrganizationLocations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The locations, by platform and code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        locations: components["schemas"]["LocationsByPlatform"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    listJwks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoints. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The endpoints, in the order in which they were registered (inferred). */
                        jwks: components["schemas"]["Jwks"][];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    saveJwks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the endpoint.
                 * @example auth-provider
                 */
                name: components["parameters"]["JwksName"];
            };
            cookie?: never;
        };
        /** @description The endpoint. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveJwksRequest"];
            };
        };
        responses: {
            /** @description The endpoint is registered. The CLI does not read the response, so its form is inferred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        jwks: components["schemas"]["Jwks"];
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
            403: components["responses"]["AdminForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    removeJwks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the endpoint.
                 * @example auth-provider
                 */
                name: components["parameters"]["JwksName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint was removed. The body is empty (inferred; the CLI does not read it). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminForbidden"];
            /** @description The organization or the endpoint does not exist. The text for the endpoint is inferred. */
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
    listLocationsByPlatform: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The locations, by platform and code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        locations: components["schemas"]["LocationsByPlatform"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
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
                        locations: components["schemas"]["LocationNames"];
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
                location: components["parameters"]["FlyLocation"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
            /** @description The body is invalid. The texts for the location, the hyphen and the body are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The plan allows no more groups. Status and text are inferred. */
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
            /** @description The organization already has a group of this name. */
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group and its databases were destroyed. The body has the destroyed group. */
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
            /** @description The group or a database in it is protected. Status and texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The role of the user or the scopes of the token do not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getGroupConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupConfiguration"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    updateGroupConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        /** @description The settings to change. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateGroupConfigurationRequest"];
            };
        };
        responses: {
            /** @description The changed settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupConfiguration"];
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
            403: components["responses"]["MemberForbidden"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of a group on Fly.io. Groups on AWS have one fixed location.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
                /**
                 * @description Code of a location on Fly.io, but not the primary one.
                 * @example ams
                 */
                location: components["parameters"]["ReplicaLocation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group with the location, which can become ready a little later. */
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
            /** @description No location has this code, the group is on AWS, or the plan allows no more locations. The text for the plan is inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of a group on Fly.io. Groups on AWS have one fixed location.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
                /**
                 * @description Code of a location on Fly.io, but not the primary one.
                 * @example ams
                 */
                location: components["parameters"]["ReplicaLocation"];
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
            /** @description The group is not in this location, or it is the primary. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
                /**
                 * @description Code of the location.
                 * @example aws-us-east-1
                 */
                location: components["parameters"]["Location"];
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
                 * @description How long the token is valid: a duration, or `never` (default). `none`, `default` and an empty value also mean `never`.
                 *
                 *     A duration is a sum of numbers with units, in any order: `w`, `d`, `h`, `m`, `s`, `ms`, `us` (or `µs`), `ns`. A day is
                 *     24 hours. `2w1d30m` is two weeks, a day and thirty minutes. Zero, negative durations, and those beyond 292 years are
                 *     refused (inferred).
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        /** @description Permissions in addition to `authorization`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateTokenRequest"];
            };
        };
        responses: {
            /** @description The token was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The token. Its claims are `iat`, `gid` (the UUID of the group), `exp` if it expires, `a` with the value
                         *     `ro` if it is read-only, `p` for `permissions`, and `perm` for
                         *     `fine_grained_permissions` (name inferred).
                         */
                        jwt: components["schemas"]["JWT"];
                    };
                };
            };
            400: components["responses"]["TokenRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All earlier tokens of the group and of its databases are invalid. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    transferGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        /** @description The target of the transfer. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferGroupRequest"];
            };
        };
        responses: {
            /** @description The group was transferred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description The body is invalid, the group is already in this organization, or the other organization has a group or a database with the same name. The texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description The user is neither admin nor owner of both organizations, or the token does not allow this operation. The texts
             *     are inferred.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description One of the organizations, or the group, does not exist. The refusal for a missing target is inferred. */
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
    unarchiveGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the archived group.
                 * @example edge
                 */
                groupName: components["parameters"]["ArchivedGroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group is not archived. */
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
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    renameGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        /** @description The new name. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameGroupRequest"];
            };
        };
        responses: {
            /** @description The group has the new name. The CLI does not read the body, so its shape is inferred. */
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
            /** @description The body is invalid. The texts for the hyphen and the body are inferred. */
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
            404: components["responses"]["GroupNotFound"];
            /** @description The organization already has a group of this name. The status is inferred from `createGroup`. */
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
    updateGroupDatabases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the group.
                 * @example default
                 */
                groupName: components["parameters"]["GroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing has changed. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getGroupAwsMigration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of a group on Fly.io. Groups on AWS have one fixed location.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The progress of the move. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMigration"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    startGroupAwsMigration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of a group on Fly.io. Groups on AWS have one fixed location.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The move has started. The CLI does not read the body, so its shape is inferred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMigration"];
                };
            };
            /** @description The group is already on AWS, or its migration is pending. Status and texts are inferred. */
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
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    abortGroupAwsMigration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of a group on Fly.io. Groups on AWS have one fixed location.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The move was cancelled. The CLI does not read the body, so its shape is inferred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMigration"];
                };
            };
            /** @description No move of the group is in progress. Status and text are inferred. */
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
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    listDatabases: {
        parameters: {
            query?: {
                /**
                 * @description Only the databases of the group with this name. An unknown name gives an empty list (inferred).
                 * @example default
                 */
                group?: components["parameters"]["GroupFilter"];
                /**
                 * @deprecated
                 * @description Only the databases that belong to the schema database with this name.
                 * @example my-schema
                 */
                schema?: components["parameters"]["SchemaFilter"];
                /**
                 * @deprecated
                 * @description Only schema databases. The vendor's TypeScript client sends it; the vendor's document does not have it.
                 * @example schema
                 */
                type?: components["parameters"]["DatabaseTypeFilter"];
                /**
                 * @description Only the databases that were branched from the database with this UUID.
                 * @example 019bb173-9454-7bac-95e2-222d293912e5
                 */
                parent?: components["parameters"]["ParentFilter"];
                /**
                 * @description The maximum number of databases on a page. If absent, the response has the whole list and no `pagination`. Not documented by the vendor.
                 * @example 100
                 */
                limit?: components["parameters"]["PageLimit"];
                /**
                 * @description The `pagination.next` of the page before. Absent for the first page.
                 * @example MDE5YmIxNzMtOTQ1NC03YmFjLTk1ZTItMjIyZDI5MzkxMmU1
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
                        /** @description The databases, or a page of them. */
                        databases: components["schemas"]["Database"][];
                        /** @description The start of the next page. Absent without `limit`. Not documented by the vendor. */
                        pagination?: components["schemas"]["Pagination"];
                    };
                };
            };
            /** @description A query parameter has an invalid value. All texts are inferred. */
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
    createDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
            /** @description The database was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        database: components["schemas"]["CreatedDatabase"];
                        /**
                         * @deprecated
                         * @description The slug of the organization. Do not use it. Not documented by the vendor.
                         */
                        readonly username?: components["schemas"]["LegacyCredential"];
                        /**
                         * @deprecated
                         * @description Always empty. Do not use it. Not documented by the vendor.
                         */
                        readonly password?: components["schemas"]["LegacyCredential"];
                    };
                };
            };
            /** @description The body is invalid, the group cannot contain the database, its name is taken, or the plan allows no more databases. Texts marked _inferred_ are inferred. */
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
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            /** @description The organization already has a database of this name. The vendor documents this status; the service itself has returned 400 since July 2026. */
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
    uploadDump: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
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
                        /**
                         * Format: uri
                         * @description The value for `seed.url`.
                         * @example https://dumps.example.com/019bbf00-1f3c-7d2b-9c5a-2f0e6a3b1c4d.sql
                         */
                        dump_url: string;
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
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database was destroyed. */
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
            /** @description The database or its group is protected, or the database is the schema of others. Status and texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The role of the user or the scopes of the token do not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["DatabaseNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getDatabaseConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseConfiguration"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["DatabaseNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    updateDatabaseConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        /** @description The settings to change. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDatabaseConfigurationRequest"];
            };
        };
        responses: {
            /** @description The changed settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseConfiguration"];
                };
            };
            /** @description A setting has an invalid value, or a value that is not available on AWS. All texts except that for `size_limit` are inferred. */
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
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["DatabaseNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getDatabaseUsage: {
        parameters: {
            query?: {
                /**
                 * @description The start of the period, in RFC 3339. The default is the start of the current month in UTC (inferred).
                 * @example 2026-09-01T00:00:00Z
                 */
                from?: components["parameters"]["UsageFrom"];
                /**
                 * @description The end of the period, in RFC 3339. The default is now (inferred).
                 * @example 2026-09-15T00:00:00Z
                 */
                to?: components["parameters"]["UsageTo"];
            };
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage in the period. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        database: components["schemas"]["DatabaseUsage"];
                        /**
                         * @deprecated
                         * @description Deprecated. Use `database.instances`. The usage of each instance, by the UUID of the instance.
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
            /** @description A time is not in RFC 3339, or the period ends before it begins (inferred). */
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
    listTopQueries: {
        parameters: {
            query?: {
                /**
                 * @description The start of the period, in RFC 3339. It ends now. The default is an hour ago.
                 * @example 2026-09-15T11:00:00Z
                 */
                from?: components["parameters"]["QueriesFrom"];
            };
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statements, those with the most rows first (inferred). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopQuery"][];
                };
            };
            /** @description The time is not in RFC 3339. Status and text are inferred from `getDatabaseUsage`. */
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
    getDatabaseStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statements, as before the service withdrew the operation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The statements, or null if the database was not queried. */
                        top_queries: components["schemas"]["TopQuery"][] | null;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            /** @description The operation is withdrawn, or the organization or the database does not exist. */
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
    createDatabaseToken: {
        parameters: {
            query?: {
                /**
                 * @description How long the token is valid: a duration, or `never` (default). `none`, `default` and an empty value also mean `never`.
                 *
                 *     A duration is a sum of numbers with units, in any order: `w`, `d`, `h`, `m`, `s`, `ms`, `us` (or `µs`), `ns`. A day is
                 *     24 hours. `2w1d30m` is two weeks, a day and thirty minutes. Zero, negative durations, and those beyond 292 years are
                 *     refused (inferred).
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        /** @description Permissions in addition to `authorization`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateTokenRequest"];
            };
        };
        responses: {
            /** @description The token was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The token. Its claims are `iat`, `id` (the `DbId` of the database), `exp` if it expires, `a` with the
                         *     value `ro` if it is read-only, `p` for `permissions`, and `perm` for
                         *     `fine_grained_permissions` (name inferred).
                         */
                        jwt: components["schemas"]["JWT"];
                    };
                };
            };
            400: components["responses"]["TokenRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
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
            /** @description The database belongs to a group on Fly.io. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
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
                        /** @description The instances. Empty for a database without a group and without instances. */
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
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
            /** @description The instance was created. It can become ready a little later. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        instance: components["schemas"]["Instance"];
                        /**
                         * @deprecated
                         * @description The slug of the organization. Do not use it.
                         */
                        readonly username?: components["schemas"]["LegacyCredential"];
                        /**
                         * @deprecated
                         * @description Always empty. Do not use it.
                         */
                        readonly password?: components["schemas"]["LegacyCredential"];
                    };
                };
            };
            /** @description The body is invalid, or the database belongs to a group. All texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["DatabaseNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getDatabaseInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
                /**
                 * @description Name of the instance. It is the code of its location or, if the database has no group, a name that the API generated.
                 * @example aws-us-east-1
                 */
                instanceName: components["parameters"]["InstanceName"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
                /**
                 * @description Name of the instance. It is the code of its location or, if the database has no group, a name that the API generated.
                 * @example aws-us-east-1
                 */
                instanceName: components["parameters"]["InstanceName"];
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
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["InstanceNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    waitForDatabaseInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
                /**
                 * @description Name of the instance. It is the code of its location or, if the database has no group, a name that the API generated.
                 * @example aws-us-east-1
                 */
                instanceName: components["parameters"]["InstanceName"];
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
    transferDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        /** @description The target of the transfer. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferDatabaseRequest"];
            };
        };
        responses: {
            /** @description The database was transferred. The CLI does not read the body, so its shape is inferred. */
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
            /** @description The body is invalid, the database belongs to a group, or the other organization has a database of the same name. All texts are inferred. */
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
            404: components["responses"]["DatabaseNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    wakeDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database is not archived. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
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
                 * @description Slug of the organization. Its UUID works as well (inferred).
                 * @example my-org
                 */
                organizationSlug: components["parameters"]["OrganizationSlug"];
                /**
                 * @description Name of the database.
                 * @example my-db
                 */
                databaseName: components["parameters"]["DatabaseName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing has changed. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["DatabaseNotFound"];
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
                         * @example 1790078400
                         */
                        exp: number;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["OtherError"];
        };
    };
    invalidateSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions have ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: int64
                         * @description Sessions from before this moment have ended. In seconds since 1970 (Unix time).
                         * @example 1789473600
                         */
                        ValidFrom: number;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["RestrictedToken"];
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
                 * @example deploy-bot
                 */
                tokenName: components["parameters"]["UnusedTokenName"];
            };
            cookie?: never;
        };
        /** @description The restriction of the token. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateAPITokenRequest"];
            };
        };
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
            400: components["responses"]["InvalidTokenRestriction"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["TokenForbidden"];
            404: components["responses"]["GroupNotFound"];
            409: components["responses"]["TokenNameTaken"];
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
                 * @example ci-bot
                 */
                tokenName: components["parameters"]["TokenName"];
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
            /** @description The user has no token with this name. The text is inferred. */
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
                 * @example deploy-bot
                 */
                tokenName: components["parameters"]["UnusedTokenName"];
            };
            cookie?: never;
        };
        /** @description The restriction of the token. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateAPITokenRequest"];
            };
        };
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
            400: components["responses"]["InvalidTokenRestriction"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["TokenForbidden"];
            404: components["responses"]["GroupNotFound"];
            409: components["responses"]["TokenNameTaken"];
            default: components["responses"]["OtherError"];
        };
    };
    getCurrentUser: {
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
                        user: components["schemas"]["User"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
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
    listDeletedDatabases: {
        parameters: {
            query?: {
                /**
                 * @description `true` lists the databases that were deleted within the last five days, as the vendor documents. `false` lists the live ones, as the vendor's clients use it.
                 * @example true
                 */
                deleted?: components["parameters"]["Deleted"];
                /**
                 * @description Only databases with this text in their names.
                 * @example old
                 */
                search?: components["parameters"]["Search"];
                /**
                 * @description Only databases of the group with this UUID. Not documented by the vendor.
                 * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
                 */
                group_id?: components["parameters"]["GroupIdFilter"];
                /**
                 * @description Only branches of the database with this UUID. Not documented by the vendor.
                 * @example 019bb173-9454-7bac-95e2-222d293912e5
                 */
                parent_db_id?: components["parameters"]["ParentIdFilter"];
                /**
                 * @description The maximum number of items on a page.
                 * @example 100
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `pagination.next` of the page before. Absent for the first page.
                 * @example MDE5YmIxNzMtOTQ1NC03YmFjLTk1ZTItMjIyZDI5MzkxMmU1
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of databases. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The databases of this page. */
                        databases: components["schemas"]["DatabaseV3"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /** @description The cursor or another parameter is invalid. Status and texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["DeletedForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    createDatabaseV3: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        /** @description The database to create. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDatabaseV3Request"];
            };
        };
        responses: {
            /** @description The database was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        database: components["schemas"]["DatabaseV3"];
                    };
                };
            };
            /** @description The body is invalid, the group or the source does not exist, the name is taken, or the plan allows no more databases. The texts are those of `createDatabase`. */
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
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getDatabaseV3: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the database, its `DbId`.
                 * @example 019bb173-9454-7bac-95e2-222d293912e5
                 */
                databaseId: components["parameters"]["DatabaseId"];
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
                        database: components["schemas"]["DatabaseV3"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["OrganizationForbidden"];
            404: components["responses"]["DatabaseIdNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    deleteDatabaseV3: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the database, its `DbId`.
                 * @example 019bb173-9454-7bac-95e2-222d293912e5
                 */
                databaseId: components["parameters"]["DatabaseId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database was deleted. The CLI does not read the response, so its form is inferred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Name of the deleted database. */
                        database: components["schemas"]["DatabaseName"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description The database is protected from deletion, the user is not a member of the organization or has too low a role in
             *     it, or the token does not allow this operation. The texts are inferred.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["DatabaseIdNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    createDatabaseTokenV3: {
        parameters: {
            query?: {
                /**
                 * @description How long the token is valid: a duration, or `never` (default). `none`, `default` and an empty value also mean `never`.
                 *
                 *     A duration is a sum of numbers with units, in any order: `w`, `d`, `h`, `m`, `s`, `ms`, `us` (or `µs`), `ns`. A day is
                 *     24 hours. `2w1d30m` is two weeks, a day and thirty minutes. Zero, negative durations, and those beyond 292 years are
                 *     refused (inferred).
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
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the database, its `DbId`.
                 * @example 019bb173-9454-7bac-95e2-222d293912e5
                 */
                databaseId: components["parameters"]["DatabaseId"];
            };
            cookie?: never;
        };
        /** @description Permissions in addition to `authorization`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateTokenRequest"];
            };
        };
        responses: {
            /** @description The token was created. */
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
            400: components["responses"]["TokenRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["DatabaseIdNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    restoreDatabase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the deleted database, the `DbId` that `listDeletedDatabases` shows.
                 * @example 019c1e02-6a6e-7975-8dc6-bf34a3c4ab7d
                 */
                databaseId: components["parameters"]["DeletedDatabaseId"];
            };
            cookie?: never;
        };
        /** @description Another name, optional. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RestoreDatabaseRequest"];
            };
        };
        responses: {
            /** @description The database is live again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        database: components["schemas"]["DatabaseV3"];
                    };
                };
            };
            /** @description Recovery is turned off, the name is invalid or taken, or the plan allows no more databases. The texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["RecoveryForbidden"];
            /**
             * @description The organization does not exist, or no database that was deleted within the last five days has this UUID. The
             *     text for the database is inferred.
             */
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
    listGroupsV3: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
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
    getGroupV3: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the group.
                 * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
                 */
                groupId: components["parameters"]["GroupId"];
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
    createGroupTokenV3: {
        parameters: {
            query?: {
                /**
                 * @description How long the token is valid: a duration, or `never` (default). `none`, `default` and an empty value also mean `never`.
                 *
                 *     A duration is a sum of numbers with units, in any order: `w`, `d`, `h`, `m`, `s`, `ms`, `us` (or `µs`), `ns`. A day is
                 *     24 hours. `2w1d30m` is two weeks, a day and thirty minutes. Zero, negative durations, and those beyond 292 years are
                 *     refused (inferred).
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
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the group.
                 * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
                 */
                groupId: components["parameters"]["GroupId"];
            };
            cookie?: never;
        };
        /** @description Permissions in addition to `authorization`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateTokenRequest"];
            };
        };
        responses: {
            /** @description The token was created. */
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
            400: components["responses"]["TokenRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["GroupNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    restoreGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
                /**
                 * @description UUID of the deleted group, the `uuid` that `listDeletedGroups` shows.
                 * @example 019e81fb-72f7-70ff-a8dc-4992f4f3461a
                 */
                groupId: components["parameters"]["DeletedGroupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group is live again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        group: components["schemas"]["Group"];
                        /** @description The restored databases, in the order in which they were restored. */
                        databases: components["schemas"]["DatabaseV3"][];
                        /** @description The databases that could not be restored, by UUID, with the reason. */
                        failures: {
                            [key: string]: string;
                        };
                    };
                };
            };
            /** @description Recovery is turned off, or a live group has the name. The texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["RecoveryForbidden"];
            /**
             * @description The organization does not exist, or no group that was deleted within the last five days has this UUID. The text
             *     for the group is inferred.
             */
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
    listDeletedGroups: {
        parameters: {
            query?: {
                /**
                 * @description The maximum number of items on a page.
                 * @example 100
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `pagination.next` of the page before. Absent for the first page.
                 * @example MDE5YmIxNzMtOTQ1NC03YmFjLTk1ZTItMjIyZDI5MzkxMmU1
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /**
                 * @description UUID of the organization, as `getOrganization` shows it.
                 * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
                 */
                organizationId: components["parameters"]["OrganizationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deleted groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The groups of this page. */
                        groups: components["schemas"]["DeletedGroup"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /** @description The cursor or the limit is invalid. Status and texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["DeletedForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getLatestRelease: {
        parameters: {
            query?: never;
            header?: never;
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
                         * @example v1.0.29
                         */
                        latest: string;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["OtherError"];
        };
    };
}
