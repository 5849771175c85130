// Generated from spec/lambda by npm run generate. Do not edit.

export interface paths {
    "/backend/authenticate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check a token
         * @description Checks the token of the request. It changes nothing.
         */
        get: operations["authenticate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backend/lambda-instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List lambda instances
         * @description Lists all lambda instances of all users in the order of their ids, including destroyed ones. Send both `limit` and
         *     `page` to get one page of the list.
         *
         *     An empty list and a page past the end return 404.
         */
        get: operations["listLambdaInstances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backend/lambda-instances/{uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
                 *     404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        /**
         * Get a lambda instance
         * @description Returns a lambda instance and its details, without the status. To get the status, call `getLambdaInstanceStatus`.
         */
        get: operations["getLambdaInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backend/lambda-instances/{uuid}/status": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
                 *     404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        /**
         * Get the status of a lambda instance
         * @description Returns the status of a lambda instance and, if it failed, the reason. An action is queued before it is done, so a
         *     read right after an action may still return the earlier status.
         */
        get: operations["getLambdaInstanceStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backend/lambda-instances/{uuid}/start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
                 *     404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a lambda instance
         * @description Starts the virtual machines of a lambda instance, slaves first and the master last, and the lambda services on them.
         *     Allowed from `STOPPED` and `FAILED`.
         *
         *     The response only confirms that the work is queued. The status becomes `STARTING`, then `STARTED`, or `FAILED` with
         *     a `failure_message`.
         */
        post: operations["startLambdaInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backend/lambda-instances/{uuid}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
                 *     404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a lambda instance
         * @description Stops the lambda services of a lambda instance and shuts down its virtual machines, the master first and the slaves
         *     last. Allowed from `STARTED` and `FAILED`.
         *
         *     The response only confirms that the work is queued. The status becomes `STOPPING`, then `STOPPED`, or `FAILED` with
         *     a `failure_message`.
         */
        post: operations["stopLambdaInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backend/lambda-instances/{uuid}/destroy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
                 *     404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Destroy a lambda instance
         * @description Destroys all virtual machines of a lambda instance, its public IP and its private network. Allowed from `STARTED`,
         *     `STOPPED` and `FAILED`. A destroyed instance stays in the list, but you cannot start it again.
         *
         *     The response only confirms that the work is queued. The status becomes `DESTROYING`, then `DESTROYED`, or `FAILED`
         *     with a `failure_message`.
         */
        post: operations["destroyLambdaInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backend/create_lambda_instance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a lambda instance
         * @description Creates a lambda instance: a cluster of virtual machines with the lambda services on them.
         *
         *     The response only has the UUID of the instance; the work is queued. The status is `PENDING` until the instance is
         *     built, then `STARTED`, or `FAILED` with a `failure_message`, for example if the project's quota does not suffice.
         */
        post: operations["createLambdaInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backend/user_files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List user files
         * @description Lists the files that you have uploaded. Without files, the list is empty.
         */
        get: operations["listUserFiles"];
        /**
         * Upload a user file
         * @description Stores a file, such as a jar to run on a lambda instance. The list shows the file name of the part. Every upload
         *     adds an entry, even if the name already exists.
         *
         *     The response does not have the id of the file; get it from `listUserFiles`. With curl, `-F file=@wordcount.jar`
         *     sends a file from disk.
         */
        put: operations["uploadUserFile"];
        post?: never;
        /**
         * Delete a user file
         * @description Deletes one of your files. Send the id of the file in a form in the request body. A multipart form also works; the
         *     page's own curl line sends one (`-F "id=15"`).
         */
        delete: operations["deleteUserFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description One reason for a refusal. */
        ErrorItem: {
            /**
             * @description A sentence for people.
             * @example Lambda instance not found
             */
            message: string;
            /**
             * Format: int32
             * @description The HTTP status of the response.
             * @example 404
             */
            code: number;
            /**
             * @description Details: `unauthorized` on 401, otherwise empty.
             * @example
             * @example unauthorized
             */
            details: string;
        };
        /** @description Why a request was refused. */
        Errors: {
            /** @description The reasons. There is always exactly one. */
            errors: components["schemas"]["ErrorItem"][];
        };
        /** @description The response of an operation that returns nothing else. The operation is done. */
        Success: {
            /**
             * @description Always `success`.
             * @example success
             * @constant
             */
            result: "success";
        };
        /**
         * Format: uuid
         * @description The UUID of a lambda instance, given to it on creation.
         * @example 2b7f3c58-8d24-4e0f-a1f9-7c5e9d3b6a33
         */
        LambdaInstanceUuid: string;
        /**
         * @description The name of a lambda instance. Names may repeat.
         * @example Word count
         */
        LambdaInstanceName: string;
        /**
         * Format: int32
         * @description The number of a lambda instance, counting up from 1 in the order of creation.
         * @example 3
         */
        LambdaInstanceId: number;
        /** @description A lambda instance as the list shows it. */
        LambdaInstanceSummary: {
            uuid: components["schemas"]["LambdaInstanceUuid"];
            name: components["schemas"]["LambdaInstanceName"];
            id: components["schemas"]["LambdaInstanceId"];
        };
        /**
         * @description The details of a lambda instance: either the groups `cluster`, `hdfs`, `flink` and `kafka`, or, for an instance from
         *     `createLambdaInstance`, the parameters of its creation. The object is open: expect other properties.
         */
        LambdaInstanceDetails: {
            /** @description The virtual machines. */
            cluster?: {
                /**
                 * Format: int32
                 * @description The number of slaves, in addition to the master.
                 * @example 2
                 */
                number_of_slaves: number;
                /**
                 * Format: int32
                 * @description Virtual CPUs of each machine.
                 * @example 4
                 */
                cpus_per_machine: number;
                /**
                 * Format: int32
                 * @description Memory of each machine, in MB.
                 * @example 4096
                 */
                ram_per_machine: number;
                /**
                 * Format: int32
                 * @description Disk of each machine, in GB.
                 * @example 40
                 */
                disk_per_machine: number;
                /**
                 * Format: ipv4
                 * @description The public address of the master.
                 * @example 203.0.113.33
                 */
                master_ip: string;
            };
            /** @description The distributed file system. */
            hdfs?: {
                /**
                 * Format: int32
                 * @description The number of copies of each block in HDFS.
                 * @example 2
                 */
                replication_factor: number;
            };
            /** @description The processing engine. */
            flink?: {
                /**
                 * Format: int32
                 * @description The number of task managers.
                 * @example 2
                 */
                number_of_task_managers: number;
                /**
                 * Format: int32
                 * @description Virtual CPUs of each task manager.
                 * @example 4
                 */
                cpus_per_task_manager: number;
                /**
                 * Format: int32
                 * @description Memory of each task manager, in MB.
                 * @example 1024
                 */
                ram_per_task_manager: number;
                /**
                 * Format: int32
                 * @description Virtual CPUs reserved for batch jobs.
                 * @example 4
                 */
                cpus_batch: number;
                /**
                 * Format: int32
                 * @description Virtual CPUs reserved for streaming jobs.
                 * @example 4
                 */
                cpus_stream: number;
            };
            /** @description The message broker. */
            kafka?: {
                /**
                 * Format: int32
                 * @description The number of topics.
                 * @example 3
                 */
                number_of_kafka_topics: number;
                /** @description The topics. */
                topics: {
                    /**
                     * @description The name of the topic.
                     * @example input_batch_topic
                     */
                    name: string;
                }[];
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A lambda instance with its details. */
        LambdaInstance: {
            name: components["schemas"]["LambdaInstanceName"];
            id: components["schemas"]["LambdaInstanceId"];
            uuid: components["schemas"]["LambdaInstanceUuid"];
            details: components["schemas"]["LambdaInstanceDetails"];
        };
        /**
         * @description The status of a lambda instance.
         *
         *     - `STARTED`: it runs.
         *     - `STOPPED`: its machines are shut down.
         *     - `PENDING`: it was created and is being built.
         *     - `STARTING`, `STOPPING`, `DESTROYING`: the action was accepted and is in progress.
         *     - `DESTROYED`: its machines, public IP and private network are gone. Final.
         *     - `SCALING_UP`, `SCALING_DOWN`: reserved; no operation leads here.
         *     - `FAILED`: the last action failed; `failure_message` says why.
         * @example STARTED
         * @enum {string}
         */
        LambdaInstanceStatus: "STARTED" | "STOPPED" | "PENDING" | "STARTING" | "STOPPING" | "DESTROYING" | "DESTROYED" | "SCALING_UP" | "SCALING_DOWN" | "FAILED";
        /** @description A lambda instance with its status. */
        LambdaInstanceState: {
            name: components["schemas"]["LambdaInstanceName"];
            status: components["schemas"]["LambdaInstanceStatus"];
            /**
             * @description Why the lambda instance failed. Empty unless the status is `FAILED`.
             * @example
             * @example Cyclades VMs out of limit
             */
            failure_message: string;
            uuid: components["schemas"]["LambdaInstanceUuid"];
            id: components["schemas"]["LambdaInstanceId"];
        };
        /** @description The response to an action on a lambda instance. The work is queued, not done. */
        Acceptance: {
            /**
             * @description `Success`, as the service documented it. The service's code sent `Accepted`. Check the HTTP status instead.
             * @example Success
             * @enum {string}
             */
            result: "Success" | "Accepted";
        };
        /** @description The lambda instance to create. Every property is required. */
        CreateLambdaInstanceRequest: {
            /**
             * @description The name of the lambda instance. It need not be unique.
             * @example My first Lambda Instance
             */
            instance_name: string;
            /**
             * @description The name of the master machine.
             * @example lambda-master
             */
            master_name: string;
            /**
             * Format: int32
             * @description The number of slaves, in addition to the master. HDFS and Flink run on the slaves, so there is at least one.
             * @example 1
             */
            slaves: number;
            /**
             * Format: int32
             * @description Virtual CPUs of the master.
             * @example 4
             */
            vcpus_master: number;
            /**
             * Format: int32
             * @description Virtual CPUs of each slave.
             * @example 4
             */
            vcpus_slave: number;
            /**
             * Format: int32
             * @description Memory of the master, in MB.
             * @example 4096
             */
            ram_master: number;
            /**
             * Format: int32
             * @description Memory of each slave, in MB.
             * @example 4096
             */
            ram_slave: number;
            /**
             * Format: int32
             * @description Disk of the master, in GB.
             * @example 40
             */
            disk_master: number;
            /**
             * Format: int32
             * @description Disk of each slave, in GB.
             * @example 40
             */
            disk_slave: number;
            /**
             * @description The machines that get a public IP: none, only the master, or all.
             * @example master
             * @enum {string}
             */
            ip_allocation: "none" | "master" | "all";
            /**
             * Format: int32
             * @description The number of private networks. The machines connect over one, so there is at least one.
             * @example 1
             */
            network_request: number;
            /**
             * @description The ~okeanos project whose quota counts the machines.
             * @example lambda.grnet.gr
             */
            project_name: string;
        };
        /** @description Why the token was refused, in the format of Django REST framework. */
        Detail: {
            /**
             * @description A sentence for people.
             * @example Invalid token
             */
            detail: string;
        };
        /** @description A file that the user has uploaded. */
        UserFile: {
            /**
             * Format: int32
             * @description The id of the file, for `deleteUserFile`.
             * @example 1
             */
            readonly id: number;
            /**
             * @description The name of the uploaded file. Names may repeat.
             * @example wordcount.jar
             */
            name: string;
            /**
             * @description The description of the file. Empty if it has none.
             * @example Counts words
             */
            description: string;
        };
        /** @description A form that names a file. */
        UserFileSelection: {
            /**
             * Format: int32
             * @description The id of the file, as `listUserFiles` shows it.
             * @example 2
             */
            id: number;
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
         */
        OtherError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The token is invalid or missing. (Inferred for a missing token; the service itself failed with 500.) */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description No lambda instance has this UUID or id, or the value is neither. */
        LambdaInstanceNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The token is invalid or missing. (Texts inferred.) */
        UnauthorizedDetail: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Detail"];
            };
        };
    };
    parameters: {
        /**
         * @description The number of lambda instances on a page. The response is paginated only if both `limit` and `page` are integers.
         *     Otherwise both are ignored, and the response has the whole list. Zero and negative numbers return 400.
         * @example 2
         */
        Limit: number;
        /**
         * @description The number of the page, from 1. See `limit`.
         * @example 2
         */
        Page: number;
        /**
         * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
         *     404.
         * @example 3
         */
        Uuid: string;
        /**
         * @description The URL at which the worker of the queued work authenticates. Mockplane accepts and ignores the header.
         * @example https://accounts.okeanos.grnet.gr/identity/v2.0
         */
        AuthUrl: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    authenticate: {
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
                    "application/json": components["schemas"]["Success"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["OtherError"];
        };
    };
    listLambdaInstances: {
        parameters: {
            query?: {
                /**
                 * @description The number of lambda instances on a page. The response is paginated only if both `limit` and `page` are integers.
                 *     Otherwise both are ignored, and the response has the whole list. Zero and negative numbers return 400.
                 * @example 2
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The number of the page, from 1. See `limit`.
                 * @example 2
                 */
                page?: components["parameters"]["Page"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lambda instances, or one page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The lambda instances, lowest id first. */
                        data: components["schemas"]["LambdaInstanceSummary"][];
                    };
                };
            };
            /** @description The `limit` or the `page` is zero or negative. (Inferred where only one of the two is an integer.) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description There are no lambda instances, or the page is past the end of the list. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    getLambdaInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
                 *     404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lambda instance. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LambdaInstance"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["LambdaInstanceNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    getLambdaInstanceStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
                 *     404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status of the lambda instance. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LambdaInstanceState"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["LambdaInstanceNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    startLambdaInstance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The URL at which the worker of the queued work authenticates. Mockplane accepts and ignores the header.
                 * @example https://accounts.okeanos.grnet.gr/identity/v2.0
                 */
                "X-Auth-Url"?: components["parameters"]["AuthUrl"];
            };
            path: {
                /**
                 * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
                 *     404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance is queued to start. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            /** @description The instance is already started, or its status does not allow the action. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["LambdaInstanceNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    stopLambdaInstance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The URL at which the worker of the queued work authenticates. Mockplane accepts and ignores the header.
                 * @example https://accounts.okeanos.grnet.gr/identity/v2.0
                 */
                "X-Auth-Url"?: components["parameters"]["AuthUrl"];
            };
            path: {
                /**
                 * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
                 *     404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance is queued to stop. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            /** @description The instance is already stopped, or its status does not allow the action. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["LambdaInstanceNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    destroyLambdaInstance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The URL at which the worker of the queued work authenticates. Mockplane accepts and ignores the header.
                 * @example https://accounts.okeanos.grnet.gr/identity/v2.0
                 */
                "X-Auth-Url"?: components["parameters"]["AuthUrl"];
            };
            path: {
                /**
                 * @description The UUID of the lambda instance, or its integer `id`, as in `/backend/lambda-instances/3`. Any other value returns
                 *     404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance is queued to be destroyed. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            /** @description The instance is already destroyed, or its status does not allow the action. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["LambdaInstanceNotFound"];
            default: components["responses"]["OtherError"];
        };
    };
    createLambdaInstance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The lambda instance to create. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLambdaInstanceRequest"];
            };
        };
        responses: {
            /** @description The instance is queued to be built. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        uuid: components["schemas"]["LambdaInstanceUuid"];
                    };
                };
            };
            /** @description A property is missing or has an invalid value. (Status and texts inferred.) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            401: components["responses"]["UnauthorizedDetail"];
            default: components["responses"]["OtherError"];
        };
    };
    listUserFiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files of the calling user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserFile"][];
                };
            };
            401: components["responses"]["UnauthorizedDetail"];
            default: components["responses"]["OtherError"];
        };
    };
    uploadUserFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file and its description. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The bytes of the file. The part has a file name of 1 to 100 characters.
                     * @example the bytes of the jar
                     */
                    file: Blob;
                    /**
                     * @description A description of the file, for people.
                     * @default
                     * @example Reads the sensor feed
                     */
                    description?: string;
                };
            };
        };
        responses: {
            /** @description The file was stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            /** @description The description or the file name is too long, or the user's files exceed the limit. (Status and texts inferred.) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            401: components["responses"]["UnauthorizedDetail"];
            /** @description The form has no part `file` with a file name. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
    deleteUserFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file to delete. */
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["UserFileSelection"];
            };
        };
        responses: {
            /** @description The file was deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            /**
             * @description You have no file with this id. A file of another user counts as missing, and so does an id that is not a
             *     positive integer (inferred).
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            401: components["responses"]["UnauthorizedDetail"];
            /** @description The form has no `id`, or an empty one. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            default: components["responses"]["OtherError"];
        };
    };
}
