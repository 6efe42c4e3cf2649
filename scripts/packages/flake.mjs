import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes `flake.nix`. Nix has no loader at the usual place, and to patch one into the standalone binary would move the program in
 * it: the flake runs the npm package, which needs nothing else, with the Node of nixpkgs.
 */
export async function writeFlake({ name, version, homepage, downloads }, { npm }, out) {
	const hash = `sha256-${Buffer.from(npm.sha256, 'hex').toString('base64')}`;
	const text = `{
  description = "Keyboard-driven Docker dashboard for the terminal";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      forEach = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.\${system});
    in
    {
      packages = forEach (pkgs: {
        default = pkgs.stdenvNoCC.mkDerivation {
          pname = "${name}";
          version = "${version}";
          src = pkgs.fetchurl {
            url = "${downloads}/${npm.name}";
            hash = "${hash}";
          };
          nativeBuildInputs = [ pkgs.makeWrapper pkgs.installShellFiles ];
          dontBuild = true;
          installPhase = ''
            runHook preInstall
            mkdir -p $out/lib/${name} $out/bin
            cp -r dist package.json LICENSE $out/lib/${name}/
            makeWrapper \${pkgs.nodejs}/bin/node $out/bin/${name} --add-flags $out/lib/${name}/dist/cli.js
            installManPage man/${name}.1
            for shell in bash zsh fish; do
              $out/bin/${name} completion $shell > ${name}.$shell
            done
            installShellCompletion --cmd ${name} --bash ${name}.bash --zsh ${name}.zsh --fish ${name}.fish
            runHook postInstall
          '';
          meta = {
            description = "Keyboard-driven Docker dashboard for the terminal";
            homepage = "${homepage}";
            license = pkgs.lib.licenses.mit;
            mainProgram = "${name}";
          };
        };
      });

      apps = forEach (pkgs: {
        default = {
          type = "app";
          program = "\${self.packages.\${pkgs.stdenv.hostPlatform.system}.default}/bin/${name}";
        };
      });
    };
}
`;
	await writeFile(path.join(out, 'flake.nix'), text);
}
