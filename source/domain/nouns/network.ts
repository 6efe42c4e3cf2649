/** A network of `docker network ls`; times are Unix milliseconds. */
export type Network = {
	readonly id: string;
	readonly name: string;
	readonly driver: string;
	readonly scope: string;
	readonly createdAt: number;
	readonly internal: boolean;
	readonly attachable: boolean;
	readonly ipv6: boolean;
	readonly subnets: readonly { readonly subnet: string; readonly gateway: string }[];
	readonly labels: Readonly<Record<string, string>>;
	/** Container id → its endpoint in this network; only inspect returns them. */
	readonly containers: Readonly<
		Record<string, { readonly name: string; readonly ipv4: string; readonly ipv6: string; readonly mac: string }>
	>;
};

/** Result of `docker network inspect`; `raw` is the complete answer of the engine. */
export type NetworkDetail = { readonly network: Network; readonly raw: unknown };

/** Networks that Docker creates and refuses to remove. */
export const predefinedNetworks: readonly string[] = ['bridge', 'host', 'none', 'ingress', 'docker_gwbridge'];
