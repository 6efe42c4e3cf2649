import type http from 'node:http';

/** The way to an engine, for Node's `http.request` and docker-modem. */
export type Transport = {
	readonly protocol: 'http' | 'https';
	/** Path of a socket or a named pipe; else `host` and `port`. */
	readonly socketPath?: string | undefined;
	readonly host?: string | undefined;
	readonly port?: number | undefined;
	/** Put in front of every path, as in `tcp://host:2375/prefix`. */
	readonly prefix?: string | undefined;
	readonly agent: http.Agent;
	/** Resolves when requests can be sent: after a login, which has no deadline of ours. Rejects when it fails. */
	ready?(): Promise<void>;
	/** The options with which another `ssh` uses the login of this transport. */
	sshOptions?(): readonly string[];
	/** As of an Engine; undefined without a limit. */
	maxStreams?(): Promise<number>;
	/** Idempotent. */
	close(): void;
};
