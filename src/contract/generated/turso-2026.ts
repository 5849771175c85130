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
         * @description Returns the organizations of which the calling user is a member. The personal organization is always among them. A
         *     token that is restricted to an organization shows that one only (inferred).
         *
         *     The list is a bare array. `listOrganizationsV2` wraps it in an object, as every other list.
         *
         *     **Analogous CLI command**: `turso org list`, which calls `listOrganizationsV2`.
         */
        get: operations["listOrganizations"];
        put?: never;
        /**
         * Create an organization
         * @description Creates a team that the calling user owns. With `dry_run=true` it only checks whether that could be done, and the
         *     reply shows the organization as it would be. The Turso CLI checks first, lets the user pay in the browser, and then
         *     creates. Not documented by the vendor: the Turso CLI calls it.
         *
         *     To create the organization, you need a paid plan; otherwise the response is 402.
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
         * @description Returns an organization of which the calling user is a member, with its UUID and with `restore_enabled`, which lists
         *     leave out.
         *
         *     Requires the role `viewer`.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        /**
         * Delete an organization
         * @description Deletes a team with its groups and databases. Only its owner can (inferred), and a personal organization cannot be
         *     deleted. Not documented by the vendor: the Turso CLI calls it.
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
         * @description Subscribes an organization to another plan. The Turso CLI sends it once the user has paid in the browser. Not
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
         * @description Returns what an organization has used since the calendar month began (UTC, inferred), in all and by database.
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
         * @description Makes a user a member of a team at once, without an invite.
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
         * @description Returns one member of an organization.
         *
         *     Requires the role `viewer` for your own membership, and `admin` for that of others (inferred).
         */
        get: operations["getOrganizationMember"];
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Takes a user out of an organization. The user's tokens stay and no longer reach the organization (inferred). The
         *     owner cannot be removed.
         *
         *     Requires the role `viewer` to leave yourself (inferred), and `admin` to remove others.
         *
         *     **Analogous CLI command**: `turso org members rm [username]`
         */
        delete: operations["removeOrganizationMember"];
        options?: never;
        head?: never;
        /**
         * Change the role of a member
         * @description Gives a member another role. The role of the owner does not change.
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
         * @description Returns what was done in an organization, newest first, page by page.
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
         * @description Returns the platform API tokens that are restricted to an organization or to a group of it. Unrestricted tokens,
         *     which reach it as well, are left out; `listAPITokens` shows them to their user.
         *
         *     An admin or the owner sees all of them, other members only their own.
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
         * @description Permanently revokes a platform API token that is restricted to an organization or to a group of it. The path takes
         *     its id, since several users can have tokens of one name.
         *
         *     An admin or the owner revokes any, other members only their own. A token of another organization is answered 404, as
         *     one that does not exist, and so is an unrestricted one; `revokeAPIToken` ends that.
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
         * @description Sends an invite to an address, as `inviteOrganizationMemberV2` does. Not documented by the vendor: the Turso CLI
         *     calls it.
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
         * @description Returns the invites of an organization, as `listOrganizationInvitesV2` does, with other field names. Not documented
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
                 * @description Address that the invite was sent to, percent-encoded.
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
         * @description Takes back the invite that waits for an address, as `deleteOrganizationInviteByEmailV2` does. The CLI does not
         *     percent-encode the address. Not documented by the vendor: the Turso CLI calls it.
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
         * Create a customer who pays
         * @description Makes a customer who will pay for an organization that is still to be created. Mockplane takes no money, and keeps no
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
         * Get who pays
         * @description Returns who is named on the invoices of an organization. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin` (inferred).
         *
         *     **Analogous CLI command**: `turso org invoice info`
         */
        get: operations["getBillingCustomer"];
        /**
         * Save who pays
         * @description Replaces who is named on the invoices of an organization. Not documented by the vendor: the Turso CLI calls it.
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
         * Tell whether there is a payment method
         * @description Tells whether an organization, or a customer without one, has a way to pay. Mockplane takes no money: there
         *     always is. Not documented by the vendor: the Turso CLI calls it.
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
         * @description Gives the page on which an organization manages how it pays. Mockplane takes no money: the page that it names
         *     does not exist. Not documented by the vendor: the Turso CLI calls it.
         *
         *     Requires the role `admin` (inferred).
         *
         *     The path without an organization, `/v1/billing/portal`, is sent with the customer of an organization that is still
         *     to be created.
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
         * @description Returns the organizations of which the calling user is a member, as `listOrganizations` does, in an object. Clients
         *     take the UUID for `/v3` from here. Not documented by the vendor: the Turso CLI calls it.
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
         * @description Returns the invites of an organization that wait for their answer, on any plan.
         *
         *     Requires the role `admin`.
         *
         *     **Analogous CLI command**: `turso org invites list`, which calls `listInvites`.
         */
        get: operations["listOrganizationInvitesV2"];
        put?: never;
        /**
         * Invite a member
         * @description Sends an invite to an address, or to the address of a user. A new user can sign up with it. An invite that waits for
         *     the same address is replaced.
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
                 * @description Address that the invite was sent to, percent-encoded.
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
         * @description Takes back the invite that waits for an address.
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
         * @description Returns the locations that an organization can use, of today and of older times, by the platform that they are on.
         *     Not documented by the vendor: the Turso CLI calls it.
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
         * @description Returns the endpoints of identity providers that an organization has registered. Databases accept tokens that these
         *     sign. Not documented by the vendor: the Turso CLI calls it.
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
         * @description Returns every location, of today and of older times, by the platform that it is on. The CLI asks here when no
         *     organization is selected. Not documented by the vendor: the Turso CLI calls it.
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
         * @description Returns the locations where a group can be created, as `createGroup` takes them. The older Fly.io locations are not
         *     among them; `listOrganizationLocations` has both.
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
         * @description Returns a location and the ones nearest to it. The CLI asks for it when an instance cannot be created, to suggest
         *     another place. Not documented by the vendor: the Turso CLI calls it.
         *
         *     **Analogous CLI command**: `turso db replicate`, when the location has no room.
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
         * @description Returns the groups of an organization, in the order of their creation (inferred). A token restricted to a group sees
         *     that group only (inferred).
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso group list`
         */
        get: operations["listGroups"];
        put?: never;
        /**
         * Create a group
         * @description Creates a group in one location. It has no databases yet, and a signing key of its own. The location can be ready a
         *     little later than the reply; `waitForGroupLocation` answers when it is.
         *
         *     Requires the role `admin` (inferred). More than one group needs the plan `scaler`, `pro` or `enterprise` by the
         *     vendor's guides.
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
         * @description Destroys a group with all databases in it. Its tokens, theirs, and the platform API tokens restricted to it stop
         *     working, and the names are free at once. `restoreGroup` brings the group back for five days.
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
                 * @description Name of a group on Fly.io. Groups on AWS have one location and cannot be moved.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
                /**
                 * @description Code of a location on Fly.io, other than the primary.
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
         *     location and refuse another. Adding a location that the group has changes nothing (inferred).
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `group:configure`. The plan
         *     limits the number of locations.
         *
         *     **Analogous CLI command**: `turso group locations add [group_name] [location]`
         */
        post: operations["addLocationToGroup"];
        /**
         * Remove a location from a group
         * @description Removes a location from a group: the databases of the group lose their instances there. The primary location cannot
         *     be removed.
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
         * @description Waits until a location of a group is ready, then answers. Not documented by the vendor: the Turso CLI calls it after
         *     it has made a group, and for its flag `--wait`.
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
         * @description Creates a token with which a client can query every database of the group, those created later too. By default it
         *     allows everything and never expires. Turso keeps no record of it: it cannot be shown again, nor revoked alone.
         *     `invalidateGroupTokens` revokes all of them.
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
         * @description Replaces the keys of a group and of the databases in it: every token that opens one of them stops working. This
         *     cannot be undone. The request has no body.
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
         * @description Moves a group with its databases to another organization. UUIDs and the tokens that open databases stay as they are.
         *     Hostnames take the slug of the new organization; the old ones work until another database takes the name. Platform
         *     API tokens restricted to the group are revoked.
         *
         *     Requires the role `admin` in both organizations (inferred for the one that the group leaves).
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
         * @description Brings back a group, and its databases, that was put away because nobody used it. A group that is not archived stays
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
         * @description Gives a group another name. UUID, databases and tokens stay as they are. Not documented by the vendor: the Turso CLI
         *     calls it.
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
         * @description Moved the databases of a group to the newest server, by now without effect: the platform updates them by itself.
         *     The request has no body.
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
                 * @description Name of a group on Fly.io. Groups on AWS have one location and cannot be moved.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
            };
            cookie?: never;
        };
        /**
         * Get the AWS migration of a group
         * @description Tells how far the move of a group from Fly.io to AWS is. Not documented by the vendor: the Turso CLI calls it.
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
                 * @description Name of a group on Fly.io. Groups on AWS have one location and cannot be moved.
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
         * @description Starts to move a group from Fly.io to AWS. `getGroupAwsMigration` tells when it is done. Not documented by the
         *     vendor: the Turso CLI calls it, and then waits for the end. Mockplane moves nothing: the group stays `pending` until
         *     `abortGroupAwsMigration`. The request has no body.
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
                 * @description Name of a group on Fly.io. Groups on AWS have one location and cannot be moved.
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
         * @description Gives up the move of a group from Fly.io to AWS. Not documented by the vendor: the Turso CLI calls it. The request
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
         * @description Returns the databases of an organization, in the order of their creation (inferred). Filters can be combined. A token
         *     restricted to a group sees the databases of that group only (inferred).
         *
         *     Requires the role `viewer`; a token restricted to a group needs the scope `read`.
         *
         *     **Analogous CLI command**: `turso db list`
         */
        get: operations["listDatabases"];
        put?: never;
        /**
         * Create a database
         * @description Creates a database in a group. It is empty, unless `seed` says where its data comes from:
         *
         *     - `database`: another database of the group, as it is (a branch) or as it was at a `timestamp` (a restore). The new
         *       database is independent of it.
         *     - `database_upload`: a SQLite file. The database is a draft until the file has arrived. Send it to the host of the
         *       database with a database token: `POST https://<Hostname>/v1/upload`.
         *     - `dump`: a dump in SQL that `uploadDump` has taken.
         *
         *     The first label of the hostname is `<name>-<organizationSlug>` and holds 63 characters, so a long slug leaves fewer
         *     than 64 for the name. The host answers some seconds later than this operation.
         *
         *     Requires the role `member` (inferred); a token restricted to a group needs the scope `db:create`. The plan limits the
         *     number of databases; encryption needs the plan `pro` or `enterprise`.
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
         * @description Takes a dump in SQL, as `sqlite3 file .dump` writes it, and gives the URL that `createDatabase` wants for a `seed` of
         *     the type `dump`. The operation left the vendor's document in April 2025: the Turso CLI calls it for groups on
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
         * @description Destroys a database. Its tokens stop working, and its name is free at once. `restoreDatabase` brings it back for five
         *     days.
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
         * @description Returns what a database has used in a period, by default in the current calendar month.
         *
         *     Mockplane estimates the rows that SQL reads from the query plan, and those that it writes from the changed rows and
         *     the indexes of their tables. Bytes stored are exact. A statement counts for the instance that its host names, else for
         *     the primary one.
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
         * @description Returns the statements that have touched most rows of a database, by default in the last hour. Not documented by the
         *     vendor: the Turso CLI calls it in place of `getDatabaseStats`.
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
         * @description Returned the statements that have touched most rows of a database. The service has withdrawn the operation and
         *     answers 404; use `listTopQueries`.
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
         * @description Creates a token with which a client can query the database. By default it allows everything and never expires. Turso
         *     keeps no record of it: it cannot be shown again, nor revoked alone. `invalidateDatabaseTokens` revokes all tokens of
         *     the database.
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
         * @description Replaces the key that signs the tokens of a database, so that every token created before stops working. Tokens of its
         *     group go on working (inferred). This cannot be undone. The databases of a group on Fly.io have no keys of their own:
         *     use `invalidateGroupTokens`. The request has no body.
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
         * @description Creates an instance of a database that belongs to no group. For one of a group, use `addLocationToGroup`. Left the
         *     vendor's document in 2024: the Turso CLI calls it.
         *
         *     Requires the role `member`; a token restricted to a group does not reach it (both inferred).
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
                 * @description Name of the instance. It is the code of its location, or a name that the API made up if the database has no group.
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
         * @description Destroys a replica of a database that belongs to no group. For one of a group, use `removeLocationFromGroup`. Left
         *     the vendor's document in 2024: the Turso CLI calls it.
         *
         *     Requires the role `member`; a token restricted to a group does not reach it (both inferred).
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
                 * @description Name of the instance. It is the code of its location, or a name that the API made up if the database has no group.
                 * @example aws-us-east-1
                 */
                instanceName: components["parameters"]["InstanceName"];
            };
            cookie?: never;
        };
        /**
         * Wait for an instance
         * @description Waits until an instance can be queried, then answers. Left the vendor's document in 2023: the Turso CLI calls it for
         *     its flag `--wait`.
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
         * @description Moves a database that belongs to no group to another organization. For one of a group, use `transferGroup`
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
         * @description Brings back a database that was put away because nobody used it. Since databases are put away by group, it brings
         *     back the whole group (inferred). Not documented by the vendor: the Turso CLI calls it. The request has no body.
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
         * @description Moved a database to the newest server, by now without effect: the platform updates it by itself. Left the vendor's
         *     document in 2024: its TypeScript client calls it. The request has no body.
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
         * @description Tells when the token of this very request expires. A token that is not valid is answered 401, as everywhere.
         *     Platform API tokens never expire; the session tokens of the Turso CLI do, after seven days.
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
         * @description Ends every session of the Turso CLI that the calling user has. Platform API tokens stay valid. Not documented by the
         *     vendor: the Turso CLI calls it.
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
         * @description Returns the platform API tokens of the calling user, without their values. A token that is restricted itself cannot
         *     list them (inferred).
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
         * @description Creates a platform API token that acts for the calling user and never expires. Its value is in this reply only: keep
         *     it safe. `revokeAPIToken` ends it.
         *
         *     - With `organization` alone the token reaches that organization only.
         *     - With `organization`, `group` and `scopes` it reaches that group only, and does there what the scopes say. This
         *       needs the role `admin` in the organization. The token keeps to the group, even if the group is renamed, and is
         *       revoked when the group is deleted or transferred.
         *     - Without a body it is unrestricted. The vendor calls these deprecated and will remove them.
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
         * Create an API token, replied in an object
         * @description Creates a platform API token, as `createAPIToken` does, and replies in another form. Not documented by the vendor:
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
         * @description Returns the user for whom the token acts.
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
         * @description Returns all plans with their prices and quotas. The CLI looks up its quotas here. Not documented by the vendor: the
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
         * @description Returns the databases that were deleted within the last five days, with `deleted=true`. They can still be restored.
         *     The list works even while recovery is turned off for the organization.
         *
         *     Without `deleted` it is the list of the live databases, in the same form and on any plan. The vendor does not
         *     document that; its clients call it.
         *
         *     Requires the role `viewer` (inferred), and any paid plan for the deleted ones; a token restricted to a group needs
         *     the scope `read` and sees the databases of that group only (inferred).
         *
         *     **Analogous CLI command**: `turso db list --v3-api`, for the live ones
         */
        get: operations["listDeletedDatabases"];
        put?: never;
        /**
         * Create a database by the UUID of its group
         * @description Creates a database, as `createDatabase` does. Not documented by the vendor: the Turso CLI calls it.
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
         * @description Returns a live database, with the addresses that may connect. Not documented by the vendor: the Turso CLI calls it.
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
         * @description Deletes a database, as `deleteDatabase` does. Not documented by the vendor: the Turso CLI calls it.
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
         * @description Creates a token with which a client can query a database, as `createDatabaseToken` does. Not documented by the
         *     vendor: the Turso CLI calls it.
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
         * @description Brings back a database that was deleted within the last five days, with its UUID and its data as they were. Recovery
         *     has to be turned on for the organization (`restore_enabled`).
         *
         *     It keeps its name or takes the one of the body, and its hostname follows the name. If its group was deleted with it,
         *     the group comes back too.
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
         * @description Returns the groups of an organization, as `listGroups` does. Not documented by the vendor: the Turso CLI calls it.
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
         * @description Returns a group, as `getGroup` does. Not documented by the vendor: the Turso CLI calls it.
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
         * @description Creates a token with which a client can query every database of a group, as `createGroupToken` does. Not documented
         *     by the vendor: the Turso CLI calls it.
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
         * @description Brings back a group that was deleted within the last five days, with the databases that were deleted with it.
         *     Recovery has to be turned on for the organization (`restore_enabled`). Databases that were deleted before the group
         *     stay deleted (inferred).
         *
         *     The group comes back even if some of its databases cannot. `failures` says which; `restoreDatabase` tries one of
         *     them again.
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
         * @description Returns the groups that were deleted within the last five days, empty ones too. They can still be restored. The list
         *     works even while recovery is turned off for the organization.
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
         * @description Tells which version of the Turso CLI is the newest. The CLI asks without a token. Mockplane answers with the version
         *     that the `User-Agent` of the request names, so that no CLI tries to update itself. Not documented by the vendor: the
         *     Turso CLI calls it.
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
             * @description A stable code for programs. Few errors have one.
             * @example feature_not_available_for_starter_plan
             */
            code?: string;
        };
        /**
         * @description The name that the organization was given. A personal organization is called `personal`.
         * @example My Org
         */
        OrganizationName: string;
        /**
         * @description The name of an organization in URLs, unique across Turso. That of a personal organization is the user's name.
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
             * @description A user's own organization (`personal`), or one that several users share (`team`).
             * @example team
             * @enum {string}
             */
            type: "personal" | "team";
            /**
             * @description Whether use beyond the quotas of the plan is billed. Otherwise it is blocked.
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
             * @description Whether writes to all its databases are refused, for the same reasons.
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
             * @description The external platform that manages the organization, such as `vercel` or `fly`. Empty if it is managed by the
             *     vendor itself.
             * @example
             */
            platform?: string;
            /**
             * @description Whether deleted databases and groups of the organization can be restored. Present only where one organization is
             *     shown by itself, not in lists.
             * @example true
             */
            restore_enabled?: boolean;
        };
        /** @description The organization to create. */
        CreateOrganizationRequest: {
            /** @description Name of the organization. Its slug is made from it (inferred). */
            name: components["schemas"]["OrganizationName"];
            /**
             * @description Id of the customer at the vendor's billing service who pays for it.
             * @example cus_PqR5sT8uV1wX4y
             */
            stripe_id?: string;
        };
        /** @description The settings to change. Absent properties stay as they are. */
        UpdateOrganizationRequest: {
            /**
             * @description Whether use beyond the quotas is billed. Needs a paid plan (inferred).
             * @example true
             */
            overages?: boolean;
            /**
             * @description Whether every member needs multi-factor authentication. You can turn it on only if your own account has it
             *     (`mfa` in `getCurrentUser`).
             * @example true
             */
            require_mfa?: boolean;
            /**
             * @description Whether deleted databases and groups can be restored. Send it alone: a request that changes anything else as well is
             *     refused.
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
        /** @description How much a plan includes. 0 means unlimited. */
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
             * @description When a payment failed last. Absent if none has (inferred).
             * @example 2026-08-01T05:03:10+00:00
             */
            payment_failed_at?: string;
            /**
             * Format: uri
             * @description Where the invoice can be downloaded as PDF.
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
             * @description Whether use beyond the quotas is billed.
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
             * @description Whether use beyond the quotas is billed. Absent leaves it as it is (inferred).
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
             * @description Bytes that embedded replicas fetched in the period.
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
                 * @description Bytes synced to embedded replicas since the month began.
                 * @example 4096
                 */
                bytes_synced: number;
                /**
                 * Format: int64
                 * @description Databases there are now.
                 * @example 4
                 */
                databases: number;
                /**
                 * Format: int64
                 * @description Distinct locations in use now.
                 * @example 3
                 */
                locations: number;
                /**
                 * Format: int64
                 * @description Groups there are now.
                 * @example 2
                 */
                groups: number;
            };
            /** @description Use by database. One that was deleted in this month stays in the list. */
            databases: components["schemas"]["DatabaseUsage"][];
        };
        /**
         * @description Name of a user. It is also the slug of the user's personal organization.
         * @example hubot
         */
        Username: string;
        /**
         * @description Role of a member. The one `owner` created the organization. An `admin` manages members, groups and billing, a `member`
         *     works with databases, and a `viewer` only reads.
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
             * @description More about the action. It may be empty.
             * @example
             */
            message: string;
            /**
             * @description Whether the Turso CLI sent the request (`cli`), by its `User-Agent`, or another client (`web`).
             * @example cli
             * @enum {string}
             */
            origin: "cli" | "web";
            /** @description User who did it. */
            author: components["schemas"]["Username"];
            /**
             * Format: date-time
             * @description When it was done, in UTC.
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
             * @description Address that the request came from. Not documented by the vendor.
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
        /** @description Which page of a list this is. */
        PageInfo: {
            /**
             * Format: int32
             * @description Number of this page. The first is 1.
             * @example 1
             */
            page: number;
            /**
             * Format: int32
             * @description How many items a page has at most.
             * @example 100
             */
            page_size: number;
            /**
             * Format: int32
             * @description How many pages there are.
             * @example 1
             */
            total_pages: number;
            /**
             * Format: int64
             * @description How many items there are on all pages.
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
         * @description A permission of a platform API token that is restricted to a group. `read` shows the group and its databases.
         *     `db:create`, `db:delete` and `db:configure` do what they say. `db:mint-token` issues tokens that open a database,
         *     `db:rotate-creds` ends all of them. `group:configure`, `group:mint-token` and `group:rotate-creds` are the same for
         *     the group itself.
         * @example db:create
         * @enum {string}
         */
        APITokenScope: "read" | "db:create" | "db:delete" | "db:configure" | "db:mint-token" | "db:rotate-creds" | "group:configure" | "group:mint-token" | "group:rotate-creds";
        /** @description A platform API token that is restricted to an organization or to a group of it, with the user whose it is. */
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
            /** @description Address that the invite was sent to. */
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
        /** @description Whose customer it is. */
        CreateBillingCustomerRequest: {
            /**
             * @description Name of the organization that is to be created.
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
             * @description Address that invoices are sent to.
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
            /** @description The customer, where it is not the organization itself. */
            stripe_id?: components["schemas"]["StripeId"];
        };
        /** @description An invitation that waits for its answer. It goes away once it is accepted (inferred). */
        Invite: {
            /**
             * Format: int64
             * @description Number of the invite. One that replaces another has a new number (inferred).
             * @example 1
             */
            id: number;
            /** @description Address that the invite was sent to. */
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
            /** @description Address to send the invite to. Its owner need not be a user yet. */
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
            /** @description Address that the invite was sent to. */
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
        /**
         * @description Locations by platform: `aws` is today's, `fly` the one of older groups, and `local` a server on the user's own
         *     machine.
         */
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
             * @description Where the provider publishes its public keys.
             * @example https://auth.example.com/.well-known/jwks.json
             */
            jwks_url: string;
        };
        /** @description The endpoint to register. */
        SaveJwksRequest: {
            /**
             * Format: uri
             * @description Where the provider publishes its public keys.
             * @example https://auth.example.com/.well-known/jwks.json
             */
            jwks_url: string;
            /**
             * @description Sent empty by the CLI, and ignored (inferred).
             * @example
             */
            region?: string;
        };
        /** @description A location and what is near it. */
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
             * @description UUID of the group. Its tokens carry it as the claim `gid`, so a new name does not end them.
             * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
             */
            uuid: string;
            name: components["schemas"]["GroupName"];
            /** @description Code of the location that takes the writes. */
            primary: components["schemas"]["LocationCode"];
            /**
             * @description Codes of all locations, primary first. A group on AWS has one.
             * @example [
             *       "aws-us-east-1"
             *     ]
             */
            locations: components["schemas"]["LocationCode"][];
            /**
             * @description The server that the group runs on, `tech-preview` on AWS. It cannot be set.
             * @example tech-preview
             */
            version: string;
            /**
             * @description The group was put away because nobody used it for ten days, as happens on the plan `starter`. `unarchiveGroup`
             *     brings it back.
             * @example false
             */
            archived: boolean;
            /**
             * @description Neither the group nor a database in it can be deleted.
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
        /** @description Extensions to load, by name or all of them. They have no effect (inferred). */
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
             * @description Neither the group nor a database in it can be deleted.
             * @example false
             */
            delete_protection: boolean;
        };
        /** @description The settings to change. Absent and null properties stay as they are. */
        UpdateGroupConfigurationRequest: {
            /**
             * @description Refuse to delete the group and the databases in it.
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
         * @description Databases that queries may attach. Groups on AWS refuse the property, even when it is empty.
         */
        TokenPermissions: {
            /** @description The databases that may be attached for reading. */
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
             * @description Names of the tables. Null or absent means every table.
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
        /** @description Where the group goes. */
        TransferGroupRequest: {
            /** @description Slug of the organization that takes the group. */
            organization: components["schemas"]["OrganizationSlug"];
        };
        /** @description The new name. */
        RenameGroupRequest: {
            name: components["schemas"]["GroupName"];
        };
        /** @description How far the move of a group to AWS is. */
        GroupMigration: {
            /**
             * @description Not requested (`none`), in progress (`pending`), complete (`finished`), or cancelled (`aborted`).
             * @example pending
             * @enum {string}
             */
            status: "none" | "pending" | "finished" | "aborted";
            /**
             * @description A remark for people. May be empty.
             * @example
             */
            comment: string;
        };
        /**
         * @description DNS name for client connections, the host of the `libsql:` and `https:` URLs:
         *     `<name>-<organizationSlug>.<location>.turso.io` on AWS, `<name>-<organizationSlug>.turso.io` elsewhere. With local hostnames it is host and port of the server.
         * @example my-db-my-org.aws-us-east-1.turso.io
         */
        DatabaseHostname: string;
        /** @description The database that another was branched from. The branch is independent of it. */
        DatabaseParent: {
            /**
             * Format: uuid
             * @description UUID of the parent. It may have been deleted since.
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
             * @description UUID of the database. Its tokens carry it as the claim `id`. The sixth byte is `10` for the engine TursoDB.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            DbId: string;
            Hostname: components["schemas"]["DatabaseHostname"];
            /** @description Name of the group. Absent for a database without group, as they were before 2024. */
            group?: components["schemas"]["GroupName"];
            /**
             * @description Codes of the locations that the database runs in, primary first. They are those of its group.
             * @example [
             *       "aws-us-east-1"
             *     ]
             */
            regions: components["schemas"]["LocationCode"][];
            /** @description Code of the location that takes the writes. Absent for a database without group and instances. */
            primaryRegion?: components["schemas"]["LocationCode"];
            /**
             * @description Queries that read are refused.
             * @example false
             */
            block_reads: boolean;
            /**
             * @description Queries that write are refused.
             * @example false
             */
            block_writes: boolean;
            /**
             * @description The database cannot be deleted until this is set to false.
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
             * @description The server that it runs on, `tech-preview` in groups on AWS. Absent for a database without group. Not documented by
             *     the vendor.
             * @example tech-preview
             */
            version?: string;
            /** @description Engine of the database. Not documented by the vendor; its TypeScript client reads it. */
            database_type?: components["schemas"]["DatabaseEngine"];
            /**
             * @description The group is archived, and the database with it. Not documented by the vendor.
             * @example false
             */
            sleeping?: boolean;
            /**
             * @description The same as `sleeping`, by its newer name. Not documented by the vendor.
             * @example false
             */
            archived?: boolean;
            /**
             * @deprecated
             * @description Other databases may attach this one. Not documented by the vendor here.
             * @example false
             */
            allow_attach?: boolean;
            /**
             * @deprecated
             * @description The database is the schema of others. Left the vendor's document in December 2024.
             * @example false
             */
            is_schema?: boolean;
            /**
             * @deprecated
             * @description Name of the schema database that this one belongs to; empty or null if there is none. Left the vendor's document in
             *     December 2024.
             * @example null
             */
            schema?: string | null;
            /** @description Cipher of an encrypted database; absent otherwise. Not documented by the vendor; its CLI reads it. */
            encryption_cipher?: components["schemas"]["EncryptionCipher"];
        };
        /** @description Where the next page of a list begins. */
        Pagination: {
            /**
             * @description The `cursor` of the next page. Absent or null on the last page.
             * @example MDE5YmIxNzMtOTQ1NC03YmFjLTk1ZTItMjIyZDI5MzkxMmU1
             */
            next?: string | null;
        };
        /**
         * @description Copies another database of the same group: as it is now (a branch), or as it was (a restore to a point in time). Either
         *     `name` or `value` names the source.
         */
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
             * @description The point in time, in the past and within the plan's window: 24 hours on `starter`, 10 days on `developer`, 30 days
             *     on `scaler`, 90 days on `pro`. Mockplane keeps the rows of a database when the clock is moved after they were
             *     written, and refuses a point in time whose rows it has not kept.
             * @example 2026-09-14T12:00:00Z
             */
            timestamp?: string;
        };
        /**
         * @description Waits for a SQLite file: the database is a draft until the file is sent to its host, with a database token. `upload` is
         *     another word for `database_upload`, not documented by the vendor.
         */
        UploadSeed: {
            /**
             * @description Either `database_upload` or `upload`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "database_upload" | "upload";
        };
        /**
         * @deprecated
         * @description Runs a dump that `uploadDump` has taken. Left the vendor's document in April 2025; its CLI uses it for groups on
         *     Fly.io. SQL that fails is a 400, and no database is made.
         */
        DumpSeed: {
            /**
             * @description Always `dump`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "dump";
            /**
             * Format: uri
             * @description The `dump_url` that `uploadDump` gave.
             * @example https://dumps.example.com/019bbf00-1f3c-7d2b-9c5a-2f0e6a3b1c4d.sql
             */
            url: string;
        };
        /** @description Where the data of the new database comes from. Without it the database is empty. */
        Seed: components["schemas"]["BranchSeed"] | components["schemas"]["UploadSeed"] | components["schemas"]["DumpSeed"];
        /**
         * @description How large a database may become: a number of bytes, or a number with the unit `b`, `kb`, `mb`, `gb` or `tb` (units
         *     partly inferred). Shown again as it was given. Groups on AWS refuse it.
         * @example 256mb
         */
        SizeLimit: string;
        /** @description How to encrypt the database. The key belongs to the customer; it is used and not kept. */
        RemoteEncryption: {
            /**
             * @description The key in base64, 16 or 32 bytes long as the cipher wants it.
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
             * @description Name of an existing group. Without it, the group `default`.
             * @default default
             * @example default
             */
            group?: string;
            seed?: components["schemas"]["Seed"];
            size_limit?: components["schemas"]["SizeLimit"];
            remote_encryption?: components["schemas"]["RemoteEncryption"];
            /**
             * @description Use the engine TursoDB instead of libSQL. Not documented by the vendor.
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
             * @description Make the database the schema of others. Left the vendor's document in December 2024.
             * @default false
             * @example false
             */
            is_schema?: boolean;
            /**
             * @deprecated
             * @description Name of the schema database of this database. It excludes `is_schema`. Left the vendor's document in December
             *     2024.
             * @example my-schema
             */
            schema?: string;
        };
        /** @description A database as the reply to its creation shows it. `getDatabase` shows the rest. */
        CreatedDatabase: {
            /**
             * Format: uuid
             * @description UUID of the database. Its tokens carry it as the claim `id`.
             * @example 01a08a70-25b1-7d25-9d99-0495199f7a8e
             */
            DbId: string;
            Hostname: components["schemas"]["DatabaseHostname"];
            Name: components["schemas"]["DatabaseName"];
            /**
             * Format: int32
             * @deprecated
             * @description Not documented by the vendor, and 0 in every published reply.
             * @example 0
             */
            IssuedCertCount?: number;
            /**
             * Format: int32
             * @deprecated
             * @description Not documented by the vendor, and 0 in every published reply.
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
            /** @description How large the database may become, as it was given. Absent if nothing was given. */
            size_limit?: components["schemas"]["SizeLimit"];
            /**
             * @deprecated
             * @description Other databases may attach this one.
             * @example false
             */
            allow_attach?: boolean;
            /**
             * @description Queries that read are refused.
             * @example false
             */
            block_reads: boolean;
            /**
             * @description Queries that write are refused.
             * @example false
             */
            block_writes: boolean;
            /**
             * @description The database cannot be deleted.
             * @example true
             */
            delete_protection: boolean;
            /**
             * @description Addresses and blocks (CIDR) that clients may query from. Empty means from anywhere. If both lists have entries, a
             *     client must match both.
             * @example [
             *       "198.51.100.7",
             *       "192.0.2.0/24"
             *     ]
             */
            allowed_ips: components["schemas"]["AllowedAddress"][];
            /**
             * @description AWS VPC endpoints that clients may query through. Empty means through any.
             * @example [
             *       "vpce-0a1b2c3d4e5f67890"
             *     ]
             */
            allowed_aws_vpc_ids: components["schemas"]["AllowedEndpoint"][];
        };
        /**
         * @description The settings to change. Absent properties stay as they are, and so do flags that are null. A list replaces the one
         *     before; null or an empty list clears it.
         */
        UpdateDatabaseConfigurationRequest: {
            size_limit?: components["schemas"]["SizeLimit"];
            /**
             * @deprecated
             * @description Let other databases attach this one. Groups on AWS refuse `true`.
             * @example false
             */
            allow_attach?: boolean | null;
            /**
             * @description Refuse queries that read.
             * @example true
             */
            block_reads?: boolean | null;
            /**
             * @description Refuse queries that write.
             * @example true
             */
            block_writes?: boolean | null;
            /**
             * @description Refuse to delete the database.
             * @example true
             */
            delete_protection?: boolean | null;
            /**
             * @description Addresses and blocks (CIDR) that clients may query from.
             * @example [
             *       "198.51.100.7",
             *       "192.0.2.0/24"
             *     ]
             */
            allowed_ips?: components["schemas"]["AllowedAddress"][] | null;
            /**
             * @description AWS VPC endpoints that clients may query through.
             * @example [
             *       "vpce-0a1b2c3d4e5f67890"
             *     ]
             */
            allowed_aws_vpc_ids?: components["schemas"]["AllowedEndpoint"][] | null;
        };
        /** @description A statement, and the rows that it has touched. */
        TopQuery: {
            /**
             * @description The statement in SQL.
             * @example SELECT id FROM users
             */
            query: string;
            /**
             * Format: int64
             * @description Rows that it has read.
             * @example 120
             */
            rows_read: number;
            /**
             * Format: int64
             * @description Rows that it has written.
             * @example 0
             */
            rows_written: number;
        };
        /**
         * @description Name of an instance: the code of its location, or a name that the API made up for an instance of a database without
         *     group.
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
             * @description The instance that takes the writes (`primary`), or a copy of it (`replica`).
             * @example primary
             * @enum {string}
             */
            type: "primary" | "replica";
            /** @description Code of the location. */
            region: components["schemas"]["LocationCode"];
            /**
             * @description DNS name for connections to this instance alone. On AWS it is the hostname of the database (inferred). With local
             *     hostnames, host and port of the server.
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
        /** @description Where the database goes. */
        TransferDatabaseRequest: {
            /** @description Slug of the organization that takes the database. */
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
        /**
         * @description How to restrict the token. `organization` alone restricts it to that organization; `organization`, `group` and
         *     `scopes` restrict it to a group. Nothing leaves it unrestricted, which is deprecated.
         */
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
            /**
             * @description The token to send as `Authorization: Bearer …`, shown in this reply only. Its one claim is `jti`, which is the
             *     token's `id` (inferred).
             */
            token: components["schemas"]["JWT"];
        };
        /** @description A new platform API token, with its value under another name than in `CreatedAPIToken`. */
        TokenWithValue: {
            id: components["schemas"]["APITokenId"];
            name: components["schemas"]["APITokenName"];
            /** @description The token to send as `Authorization: Bearer …`, shown in this reply only. */
            value: components["schemas"]["JWT"];
        };
        /** @description A user of Turso. */
        User: {
            username: components["schemas"]["Username"];
            /**
             * @description Name of the user, for people. It may be empty.
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
             * @description Whether an invite to an organization waits for the user.
             * @example false
             */
            has_pending_invites?: boolean;
        };
        /** @description A database as the operations under `/v3` show it, live or deleted. `deleted_at` tells them apart. */
        DatabaseV3: {
            /** @description Name of the database, or that it had when it was deleted. */
            Name: components["schemas"]["DatabaseName"];
            /**
             * Format: uuid
             * @description UUID of the database. Restoring keeps it.
             * @example 019bb173-9454-7bac-95e2-222d293912e5
             */
            DbId: string;
            /** @description DNS name for client connections, or that it had when it was deleted. */
            Hostname: components["schemas"]["DatabaseHostname"];
            /**
             * Format: uuid
             * @description UUID of the organization.
             * @example 0a9aeb70-e351-4c3d-931f-a600ec7d3c9d
             */
            organization_id: string;
            /** @description Name of the group that the database is or was in. Absent for a database without group. */
            group?: components["schemas"]["GroupName"];
            /**
             * Format: uuid
             * @description UUID of that group. Absent for a database without group.
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
            /** @description Code of the location that takes the writes. Absent for a database without group and instances. */
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
                 * @description Addresses and blocks of addresses that may connect. Empty means any.
                 * @example [
                 *       "198.51.100.7",
                 *       "192.0.2.0/24"
                 *     ]
                 */
                allowed_ips: components["schemas"]["AllowedAddress"][];
                /**
                 * @description AWS VPC endpoints that may connect. Empty means any.
                 * @example [
                 *       "vpce-0a1b2c3d4e5f67890"
                 *     ]
                 */
                allowed_aws_vpc_ids: components["schemas"]["AllowedEndpoint"][];
            };
            /**
             * Format: date-time
             * @description When the database was deleted. Absent from a live one, and again once it is restored (inferred).
             * @example 2026-09-14T09:00:00Z
             */
            deleted_at?: string;
            /**
             * Format: date-time
             * @description When the group was deleted and the database with it. Restoring the database then restores the group too. Absent
             *     from a database that was deleted by itself.
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
             * @description Whether the database runs on Turso Database instead of libSQL.
             * @default false
             * @example false
             */
            use_tursodb?: boolean;
        };
        /** @description How to restore the database. */
        RestoreDatabaseRequest: {
            /** @description Another name for the database. Without it, the database has its own again. */
            name?: components["schemas"]["DatabaseName"];
        };
        /** @description A group that was deleted and can still be restored. */
        DeletedGroup: {
            /**
             * Format: uuid
             * @description UUID of the group. `restoreGroup` takes it.
             * @example 019e81fb-72f7-70ff-a8dc-4992f4f3461a
             */
            uuid: string;
            /** @description Name that the group had. */
            name: components["schemas"]["GroupName"];
            /**
             * Format: date-time
             * @description When the group was deleted.
             * @example 2026-09-13T16:20:00Z
             */
            deleted_at: string;
            /**
             * Format: int32
             * @description How many databases were deleted with the group and would come back with it.
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
         *     | 503 | The libSQL server with the rows of databases is not available, or another server has the sandbox open. |
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
        /** @description The request carries no token that the API accepts. */
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
        /** @description The token of the request is restricted, and this needs one that is not. The text is inferred. */
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
        /** @description The plan of the organization has no invites. The text is that for creating one (inferred). */
        PlanWithoutInvites: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The organization does not exist, or no invite waits for this address. */
        InviteNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body cannot be used, the organization is personal, or its plan has no invites. Most texts are inferred. */
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
        /**
         * @description A query parameter or the body has a value that it cannot have. The text for `authorization`, and those for
         *     `fine_grained_permissions`, are inferred.
         */
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
        /** @description No token can have this name, or none can be restricted so. The texts are inferred. */
        InvalidTokenRestriction: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The user is not a member of the organization or has too low a role in it for a token that is restricted to a group, or
         *     the token of the request is restricted itself. The texts are inferred.
         */
        TokenForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The user already has a token of this name. The text is inferred. */
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
         * @description Whether to check only and to create nothing.
         * @example false
         */
        DryRun: boolean;
        /**
         * @description Slug of the organization. Its UUID works as well (inferred).
         * @example my-org
         */
        OrganizationSlug: components["schemas"]["OrganizationSlug"];
        /**
         * @description Which invoices to list. Absent means all (inferred).
         * @example issued
         */
        InvoiceType: "all" | "upcoming" | "issued";
        /**
         * @description Name of the user.
         * @example hubot
         */
        Username: components["schemas"]["Username"];
        /**
         * @description How many items a page has at most. The upper bound is inferred.
         * @example 25
         */
        PageSize: number;
        /**
         * @description Number of the page. The first is 1. A page after the last is empty (inferred).
         * @example 1
         */
        Page: number;
        /**
         * @description Id of the platform API token, as `listOrganizationAPITokens` shows it.
         * @example d8zwnOrgEfGYFs8dW0yAEg
         */
        TokenId: components["schemas"]["APITokenId"];
        /**
         * @description Address that the invite was sent to, percent-encoded.
         * @example newcomer@example.com
         */
        Email: components["schemas"]["EmailAddress"];
        /**
         * @description The customer, where it is not the organization itself.
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
         * @description Name of a group on Fly.io. Groups on AWS have one location and cannot be moved.
         * @example edge
         */
        FlyGroupName: components["schemas"]["GroupName"];
        /**
         * @description Code of a location on Fly.io, other than the primary.
         * @example ams
         */
        ReplicaLocation: components["schemas"]["LocationCode"];
        /**
         * @description Code of the location.
         * @example aws-us-east-1
         */
        Location: components["schemas"]["LocationCode"];
        /**
         * @description How long the token stays valid: a duration, or `never` (default). `none`, `default` and an empty value also mean
         *     never.
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
         * @description Only the databases that were branched from the database with this UUID.
         * @example 019bb173-9454-7bac-95e2-222d293912e5
         */
        ParentFilter: string;
        /**
         * @description How many databases a page has at most. Without it the list comes whole and `pagination` is absent. Not documented by
         *     the vendor.
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
         * @description When the period begins, in RFC 3339. Without it, at the beginning of the current month in UTC (inferred).
         * @example 2026-09-01T00:00:00Z
         */
        UsageFrom: string;
        /**
         * @description When the period ends, in RFC 3339. Without it, now (inferred).
         * @example 2026-09-15T00:00:00Z
         */
        UsageTo: string;
        /**
         * @description When the period begins, in RFC 3339. It ends now. Without it, an hour ago.
         * @example 2026-09-15T11:00:00Z
         */
        QueriesFrom: string;
        /**
         * @description Name of the instance. It is the code of its location, or a name that the API made up if the database has no group.
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
         * @description `true` lists the databases that were deleted within the last five days, as the vendor documents it. `false` lists the
         *     live ones, as the vendor's clients use it.
         * @example true
         */
        Deleted: boolean;
        /**
         * @description Lists only databases with this text in their names.
         * @example old
         */
        Search: string;
        /**
         * @description Lists only databases of the group with this UUID. Not documented by the vendor.
         * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
         */
        GroupIdFilter: string;
        /**
         * @description Lists only branches of the database with this UUID. Not documented by the vendor.
         * @example 019bb173-9454-7bac-95e2-222d293912e5
         */
        ParentIdFilter: string;
        /**
         * @description How many items a page has at most.
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
                 * @description Whether to check only and to create nothing.
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
            /** @description The organization was created, or could be. */
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
            /** @description The body or the parameter cannot be used. The texts are inferred. */
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
            /** @description Another organization has this name, or one so like it that both would have the same slug. The text is inferred. */
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
            /** @description The organization as it is now. */
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
            /** @description The body cannot be used. The rules are the vendor's; status and texts are inferred. */
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
                 * @description Which invoices to list. Absent means all (inferred).
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
            /** @description There are no invoices of this type. Status and text are inferred. */
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
            /** @description The body cannot be used. Status and texts are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The organization has no way to pay. The text is inferred. */
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
            /** @description The body cannot be used, or the organization is personal. */
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
            /** @description The user is a member already. */
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
            /**
             * @description The body cannot be used, or the member is the owner. That the owner's role is refused so, and the text for the
             *     body, are inferred.
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
                 * @description How many items a page has at most. The upper bound is inferred.
                 * @example 25
                 */
                page_size?: components["parameters"]["PageSize"];
                /**
                 * @description Number of the page. The first is 1. A page after the last is empty (inferred).
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
            /** @description No page can have this number or size. Status and texts are inferred. */
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
            /**
             * @description The organization does not exist, or has no token of this id that the user may revoke. The text for the token is
             *     inferred.
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
            /** @description The invite was sent. The CLI does not read the reply, so its form is inferred. */
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
            /** @description The body cannot be used, the organization is personal, or its plan has no invites. Most texts are inferred. */
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
                 * @description Address that the invite was sent to, percent-encoded.
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
        /** @description Whose customer it is. */
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
            /** @description The body cannot be used. The texts are inferred. */
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
            /** @description The body cannot be used. The text is inferred. */
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
                 * @description The customer, where it is not the organization itself.
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
            /** @description Whether there is one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Whether there is a payment method.
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
                             * @description Where to open it.
                             * @example https://billing.example.com/portal/my-org
                             */
                            url: string;
                        };
                    };
                };
            };
            /** @description The body cannot be used. The text is inferred. */
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
            /** @description The organization or the user does not exist. That a user who does not exist is refused so is inferred. */
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
                 * @description Address that the invite was sent to, percent-encoded.
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
            /** @description The endpoint is registered. The CLI does not read the reply, so its form is inferred. */
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
            /** @description The body cannot be used. Status and texts are inferred. */
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
            /** @description The body cannot be used. The texts for the location, the hyphen and the body are inferred. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The plan allows no further group. Status and text are inferred. */
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
            /** @description The group and its databases were destroyed. The body has the group as it was. */
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
            /** @description The user or the token may not delete it. */
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
            /** @description The settings as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupConfiguration"];
                };
            };
            /** @description The body cannot be used. The text is inferred. */
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
                 * @description Name of a group on Fly.io. Groups on AWS have one location and cannot be moved.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
                /**
                 * @description Code of a location on Fly.io, other than the primary.
                 * @example ams
                 */
                location: components["parameters"]["ReplicaLocation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group with the location. It can be ready a little later. */
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
            /**
             * @description No location has this code, the group is on AWS, or the plan allows no further location. The text for the plan is
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
                 * @description Name of a group on Fly.io. Groups on AWS have one location and cannot be moved.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
                /**
                 * @description Code of a location on Fly.io, other than the primary.
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
                 * @description How long the token stays valid: a duration, or `never` (default). `none`, `default` and an empty value also mean
                 *     never.
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
        /** @description Where the group goes. */
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
            /**
             * @description The body cannot be used, the group is there already, or the other organization has a group or a database of the
             *     same name. The texts are inferred.
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
            /** @description One of the organizations, or the group, does not exist. That a missing target is answered so is inferred. */
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
            /** @description The group has the new name. The vendor's CLI does not look at the body, so its shape is inferred. */
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
            /** @description The body cannot be used. The texts for the hyphen and the body are inferred. */
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
                 * @description Name of a group on Fly.io. Groups on AWS have one location and cannot be moved.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state of the move. */
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
                 * @description Name of a group on Fly.io. Groups on AWS have one location and cannot be moved.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The move is under way. The vendor's CLI does not look at the body, so its shape is inferred. */
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
                 * @description Name of a group on Fly.io. Groups on AWS have one location and cannot be moved.
                 * @example edge
                 */
                groupName: components["parameters"]["FlyGroupName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The move was given up. The vendor's CLI does not look at the body, so its shape is inferred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMigration"];
                };
            };
            /** @description No move of the group is under way. Status and text are inferred. */
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
                 * @description Only the databases that were branched from the database with this UUID.
                 * @example 019bb173-9454-7bac-95e2-222d293912e5
                 */
                parent?: components["parameters"]["ParentFilter"];
                /**
                 * @description How many databases a page has at most. Without it the list comes whole and `pagination` is absent. Not documented by
                 *     the vendor.
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
                        /** @description Where the next page begins. Absent without `limit`. Not documented by the vendor. */
                        pagination?: components["schemas"]["Pagination"];
                    };
                };
            };
            /** @description A query parameter has a value that it cannot have. All texts are inferred. */
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
            /**
             * @description The body cannot be used, the group cannot take the database, its name is taken, or the plan allows no further
             *     database. Texts marked so are inferred.
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
            403: components["responses"]["MemberForbidden"];
            404: components["responses"]["OrganizationNotFound"];
            /**
             * @description The organization already has a database of this name. The vendor documents this answer; the service itself has
             *     given 400 since July 2026.
             */
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
            /** @description The dump was taken. */
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
            /** @description The user or the token may not delete it. */
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
            /** @description The settings as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseConfiguration"];
                };
            };
            /** @description A setting cannot have the value, or not on AWS. The texts but for `size_limit` are inferred. */
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
                 * @description When the period begins, in RFC 3339. Without it, at the beginning of the current month in UTC (inferred).
                 * @example 2026-09-01T00:00:00Z
                 */
                from?: components["parameters"]["UsageFrom"];
                /**
                 * @description When the period ends, in RFC 3339. Without it, now (inferred).
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
                         * @description The same usage again, by UUID of the instance. Use `database.instances`.
                         */
                        instances?: {
                            [key: string]: components["schemas"]["Usage"];
                        };
                        /**
                         * @deprecated
                         * @description The same sum again. Use `database.usage`.
                         */
                        total?: components["schemas"]["Usage"];
                    };
                };
            };
            /** @description One of the times is not in RFC 3339, or the period ends before it begins. The latter is inferred. */
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
                 * @description When the period begins, in RFC 3339. It ends now. Without it, an hour ago.
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
            /** @description The statements, those with most rows first (inferred). */
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
                        /** @description The statements, or null if nobody has queried the database. */
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
                 * @description How long the token stays valid: a duration, or `never` (default). `none`, `default` and an empty value also mean
                 *     never.
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
                        /** @description The instances. Empty for a database without group that was given none. */
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
        /** @description Where to create the instance. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInstanceRequest"];
            };
        };
        responses: {
            /** @description The instance was created. It can be ready a little later. */
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
            /** @description The body cannot be used, or the database belongs to a group. All texts are inferred. */
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
                 * @description Name of the instance. It is the code of its location, or a name that the API made up if the database has no group.
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
                 * @description Name of the instance. It is the code of its location, or a name that the API made up if the database has no group.
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
                 * @description Name of the instance. It is the code of its location, or a name that the API made up if the database has no group.
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
        /** @description Where the database goes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferDatabaseRequest"];
            };
        };
        responses: {
            /** @description The database was transferred. The vendor's CLI does not look at the body, so its shape is inferred. */
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
            /**
             * @description The body cannot be used, the database belongs to a group, or the other organization has a database of the same
             *     name. All texts are inferred.
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
        /** @description How to restrict the token. */
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
            /** @description The user has no token of this name. The text is inferred. */
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
        /** @description How to restrict the token. */
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
                 * @description `true` lists the databases that were deleted within the last five days, as the vendor documents it. `false` lists the
                 *     live ones, as the vendor's clients use it.
                 * @example true
                 */
                deleted?: components["parameters"]["Deleted"];
                /**
                 * @description Lists only databases with this text in their names.
                 * @example old
                 */
                search?: components["parameters"]["Search"];
                /**
                 * @description Lists only databases of the group with this UUID. Not documented by the vendor.
                 * @example 019bb16e-fefd-79a4-be1e-70bcc951a480
                 */
                group_id?: components["parameters"]["GroupIdFilter"];
                /**
                 * @description Lists only branches of the database with this UUID. Not documented by the vendor.
                 * @example 019bb173-9454-7bac-95e2-222d293912e5
                 */
                parent_db_id?: components["parameters"]["ParentIdFilter"];
                /**
                 * @description How many items a page has at most.
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
            /** @description The cursor or another parameter cannot be used. Status and texts are inferred. */
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
            /**
             * @description The body cannot be used, the group or the source does not exist, the name is taken, or the plan allows no
             *     further database. The texts are those of `createDatabase`.
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
            /** @description The database was deleted. The CLI does not read the reply, so its form is inferred. */
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
                 * @description How long the token stays valid: a duration, or `never` (default). `none`, `default` and an empty value also mean
                 *     never.
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
        /** @description Another name, if wanted. */
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
            /**
             * @description Recovery is turned off, the name cannot be used or is taken, or the plan allows no further database. The texts
             *     are inferred.
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
                 * @description How long the token stays valid: a duration, or `never` (default). `none`, `default` and an empty value also mean
                 *     never.
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
                        /** @description The databases that came back, in the order in which they did. */
                        databases: components["schemas"]["DatabaseV3"][];
                        /** @description The databases that could not be restored, by UUID, and why. */
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
                 * @description How many items a page has at most.
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
            /** @description The cursor or the limit cannot be used. Status and texts are inferred. */
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
