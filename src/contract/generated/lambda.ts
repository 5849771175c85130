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
         * @description Checks the token that the request carries. Nothing changes.
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
         * @description Lists all lambda instances in the order of their ids, destroyed ones included, whoever created them. Give both
         *     `limit` and `page` to get one page of the list.
         *
         *     An empty list is not a 200 but a 404, and so is a page past the end.
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
                 * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
                 *     answered with 404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        /**
         * Get a lambda instance
         * @description Returns a lambda instance and what it is made of. The status is not part of it: see `getLambdaInstanceStatus`.
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
                 * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
                 *     answered with 404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        /**
         * Get the status of a lambda instance
         * @description Returns the status of a lambda instance and, if it failed, the reason. An action is queued before it is done, so a
         *     read right after one may still show the status from before.
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
                 * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
                 *     answered with 404.
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
         *     The reply only says that the work is queued. The status becomes `STARTING`, then `STARTED`, or `FAILED` with a
         *     `failure_message`.
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
                 * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
                 *     answered with 404.
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
         * @description Stops the lambda services of a lambda instance and shuts its virtual machines down, the master first and the slaves
         *     last. Allowed from `STARTED` and `FAILED`.
         *
         *     The reply only says that the work is queued. The status becomes `STOPPING`, then `STOPPED`, or `FAILED` with a
         *     `failure_message`.
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
                 * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
                 *     answered with 404.
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
         * @description Destroys all virtual machines of a lambda instance, and with them its public IP and its private network. Allowed from
         *     `STARTED`, `STOPPED` and `FAILED`. A destroyed instance stays in the list but can never be started again.
         *
         *     The reply only says that the work is queued. The status becomes `DESTROYING`, then `DESTROYED`, or `FAILED` with a
         *     `failure_message`.
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
         *     The reply only says that the work is queued, and how the instance will be called. The status is `PENDING` until the
         *     instance is built, then `STARTED`, or `FAILED` with a `failure_message`, for example when the project's quota does
         *     not suffice.
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
         * @description Lists the files that the calling user has uploaded. A user without files gets an empty list.
         */
        get: operations["listUserFiles"];
        /**
         * Upload a user file
         * @description Stores a file, such as a jar to run on a lambda instance. It is listed under the file name of the part. Every upload
         *     adds an entry, even under a name that is listed already.
         *
         *     The reply does not name the new file: find its id with `listUserFiles`. With curl, `-F file=@wordcount.jar` sends a
         *     file from disk.
         */
        put: operations["uploadUserFile"];
        post?: never;
        /**
         * Delete a user file
         * @description Deletes one of the calling user's files. The id of the file goes into a form in the request body. A multipart form
         *     does as well, which is what the page's own curl line sends (`-F "id=15"`).
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
        /** @description The reply of an operation that has nothing else to say. It is done. */
        Success: {
            /**
             * @description Always `success`.
             * @example success
             * @constant
             */
            result: "success";
        };
        /** @description One reason for a refusal. */
        ErrorItem: {
            /**
             * @description What is wrong, for a person to read.
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
             * @description More about the error. `unauthorized` on 401, else empty.
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
         * @description What a lambda instance is made of: either the groups `cluster`, `hdfs`, `flink` and `kafka`, or, for an instance made
         *     by `createLambdaInstance`, the parameters it was created with. The object is open; be ready for other properties.
         */
        LambdaInstanceDetails: {
            /** @description The virtual machines. */
            cluster?: {
                /**
                 * Format: int32
                 * @description How many slaves there are beside the master.
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
                 * @description How many copies of each block HDFS keeps.
                 * @example 2
                 */
                replication_factor: number;
            };
            /** @description The processing engine. */
            flink?: {
                /**
                 * Format: int32
                 * @description How many task managers run.
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
                 * @description Virtual CPUs set aside for batch jobs.
                 * @example 4
                 */
                cpus_batch: number;
                /**
                 * Format: int32
                 * @description Virtual CPUs set aside for streaming jobs.
                 * @example 4
                 */
                cpus_stream: number;
            };
            /** @description The message broker. */
            kafka?: {
                /**
                 * Format: int32
                 * @description How many topics there are.
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
         * @description What a lambda instance is doing.
         *
         *     - `STARTED`: it runs.
         *     - `STOPPED`: its machines are shut down.
         *     - `PENDING`: it has been created and is being built.
         *     - `STARTING`, `STOPPING`, `DESTROYING`: the action was accepted and is under way.
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
        /** @description The reply to an action on a lambda instance. The work is queued, not done. */
        Acceptance: {
            /**
             * @description `Success`, as the service documented it. The code behind it sent `Accepted`. Go by the HTTP status.
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
             * @description How many slaves to build beside the master. HDFS and Flink run on them, so at least one.
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
             * @description Which machines get a public IP. None of them, the master only, or all.
             * @example master
             * @enum {string}
             */
            ip_allocation: "none" | "master" | "all";
            /**
             * Format: int32
             * @description How many private networks to ask for. The machines reach each other over one, so at least one.
             * @example 1
             */
            network_request: number;
            /**
             * @description The ~okeanos project whose quota pays for the machines.
             * @example lambda.grnet.gr
             */
            project_name: string;
        };
        /** @description Why the token was refused, as the operations built on Django REST framework put it. */
        Detail: {
            /**
             * @description What is wrong, for a person to read.
             * @example Invalid token
             */
            detail: string;
        };
        /** @description A file that the user has uploaded. */
        UserFile: {
            /**
             * Format: int32
             * @description The number of the file. `deleteUserFile` takes it.
             * @example 1
             */
            readonly id: number;
            /**
             * @description The file name it was uploaded under. Names may repeat.
             * @example wordcount.jar
             */
            name: string;
            /**
             * @description What the uploader said about the file. Empty when nothing was said.
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
        /** @description The token is invalid, or there is none. (Inferred for a missing token; the service itself failed with 500.) */
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
        /** @description The token is invalid, or there is none. (Texts inferred.) */
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
         * @description How many lambda instances make a page. The list is paginated only when `limit` and `page` are both integers. Anything else in their places is not an
         *     error: both are then ignored, and the whole list comes. Zero or a negative number is refused with 400.
         * @example 2
         */
        Limit: number;
        /**
         * @description Which page to return. The first is 1. The list is paginated only when `limit` and `page` are both integers. Anything else in their places is not an
         *     error: both are then ignored, and the whole list comes. Zero or a negative number is refused with 400.
         * @example 2
         */
        Page: number;
        /**
         * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
         *     answered with 404.
         * @example 3
         */
        Uuid: string;
        /**
         * @description Where the worker that does the queued work presents the token. Mockplane accepts the header and makes no use of it.
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
        };
    };
    listLambdaInstances: {
        parameters: {
            query?: {
                /**
                 * @description How many lambda instances make a page. The list is paginated only when `limit` and `page` are both integers. Anything else in their places is not an
                 *     error: both are then ignored, and the whole list comes. Zero or a negative number is refused with 400.
                 * @example 2
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Which page to return. The first is 1. The list is paginated only when `limit` and `page` are both integers. Anything else in their places is not an
                 *     error: both are then ignored, and the whole list comes. Zero or a negative number is refused with 400.
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
            /** @description There is no lambda instance at all, or the page lies past the end of the list. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    getLambdaInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
                 *     answered with 404.
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
        };
    };
    getLambdaInstanceStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
                 *     answered with 404.
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
        };
    };
    startLambdaInstance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Where the worker that does the queued work presents the token. Mockplane accepts the header and makes no use of it.
                 * @example https://accounts.okeanos.grnet.gr/identity/v2.0
                 */
                "X-Auth-Url"?: components["parameters"]["AuthUrl"];
            };
            path: {
                /**
                 * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
                 *     answered with 404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance is going to start. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            /** @description The instance is started already, or its status does not allow a start. */
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
        };
    };
    stopLambdaInstance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Where the worker that does the queued work presents the token. Mockplane accepts the header and makes no use of it.
                 * @example https://accounts.okeanos.grnet.gr/identity/v2.0
                 */
                "X-Auth-Url"?: components["parameters"]["AuthUrl"];
            };
            path: {
                /**
                 * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
                 *     answered with 404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance is going to stop. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            /** @description The instance is stopped already, or its status does not allow a stop. */
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
        };
    };
    destroyLambdaInstance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Where the worker that does the queued work presents the token. Mockplane accepts the header and makes no use of it.
                 * @example https://accounts.okeanos.grnet.gr/identity/v2.0
                 */
                "X-Auth-Url"?: components["parameters"]["AuthUrl"];
            };
            path: {
                /**
                 * @description The lambda instance: its UUID, or its integer `id` as in `/backend/lambda-instances/3`. A value that is neither is
                 *     answered with 404.
                 * @example 3
                 */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance is going to be destroyed. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            /** @description The instance is destroyed already, or its status does not allow it to be destroyed. */
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
            /** @description The instance is going to be built. */
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
            /** @description A property is missing or has a value that it cannot have. (Inferred, status and texts.) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            401: components["responses"]["UnauthorizedDetail"];
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
        };
    };
    uploadUserFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file, and what it is. */
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
                     * @description What the file is, for people to read.
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
            /** @description The description or the file name is too long, or the files take too much together. (Inferred, status and texts.) */
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
        };
    };
    deleteUserFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which file to delete. */
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
             * @description The calling user has no file with this id. A file of somebody else counts as missing, and (inferred) so does an id
             *     that is not a positive integer.
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
        };
    };
}
