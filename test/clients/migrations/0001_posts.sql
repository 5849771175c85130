CREATE TABLE `post` (
	`id` integer PRIMARY KEY NOT NULL,
	`author` integer,
	`isPublic` integer DEFAULT false NOT NULL,
	`rating` real,
	`tags` text,
	`cover` blob,
	`views` blob,
	FOREIGN KEY (`author`) REFERENCES `author`(`id`) ON UPDATE no action ON DELETE no action
);
