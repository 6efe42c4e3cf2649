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
	/** Container id → its place in this network; filled by inspect only. */
	readonly containers: Readonly<
		Record<string, { readonly name: string; readonly ipv4: string; readonly ipv6: string; readonly mac: string }>
	>;
};

/** What `docker network inspect` tells; `raw` is the engine's whole answer. */
export type NetworkDetail = { readonly network: Network; readonly raw: unknown };

/** Networks that Docker itself makes and will not remove. */
export const predefinedNetworks: readonly string[] = ['bridge', 'host', 'none', 'ingress', 'docker_gwbridge'];
