/**
 * What goes into the packages for Windows, macOS and Linux, and how they are made. `npm run dist` reads it, and so do the
 * tests. The reasons behind the layout are in `docs/packaging.md`.
 */
import { copyFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Configuration, FileAssociation } from 'electron-builder'
import { packagesOfBundles } from './scripts/installed-packages.ts'
import { thirdPartyLicences } from './scripts/licences.ts'

/** The reverse-domain name under which systems know the app. Changing it makes another app of it. */
const appId = 'app.sextant.workbench'
const workspaceType = 'app.sextant.workspace'
const workspaceMime = 'application/x-sextant-workspace'

/** Entries of the other two shells. Nothing in the package could start them: the Electron binary no longer runs as Node. */
const otherShells = ['browser.js', 'cli.js']

/** Headers for compiling better-sqlite3, which brings its binaries. */
const onlyForCompiling = ['node-addon-api']

const workspaceFile: FileAssociation = {
  ext: 'sextant',
  // On Windows this is the key of the type in the registry, and the description what people read.
  name: 'Sextant.Workspace',
  description: 'Sextant workspace',
  mimeType: workspaceMime,
  icon: 'icons/document.ico'
}

/** For the system that this runs on, the only one that `npm run dist` packs for. */
export default (): Promise<Configuration> => configurationFor(process.platform)

/** Needs the bundles in `out/`: which packages are packed follows from what they import. */
export async function configurationFor(platform: NodeJS.Platform): Promise<Configuration> {
  const needed = (await packagesOfBundles(import.meta.dirname, otherShells)).map(({ name }) => name)
  const packages = needed.filter((name) => !onlyForCompiling.includes(name))
  return {
    appId,
    productName: 'Sextant',
    directories: { output: 'dist', buildResources: 'resources' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    // Nothing is published and nothing looks for updates.
    publish: null,
    // Before a release the publisher puts its own names here. A Debian package cannot be made without them.
    extraMetadata: {
      author: { name: 'The Sextant authors', email: 'authors@sextant.invalid' },
      homepage: 'https://sextant.invalid',
      // Ties the window to its entry in the menu.
      desktopName: 'sextant.desktop'
    },

    files: [
      'out/main/**',
      'out/preload/**',
      'out/renderer/**',
      'resources/{migrations,import-templates,playbooks}/**',
      `!out/main/{${otherShells.join(',')}}`,
      ...onlyPackages(packages),
      // What better-sqlite3 is compiled from, and its binaries for other systems. Not in a `files` of win, mac and linux:
      // one without a pattern that includes would count as "everything".
      '!node_modules/better-sqlite3/{deps,src}/**',
      `!node_modules/better-sqlite3/prebuilds/!(${platform}-\${arch}).node`,
      '!**/*.{map,ts,mts,cts,md,markdown,flow}',
      '!**/{test,tests,__tests__,docs,example,examples,bench,benchmark,coverage}/**',
      '!node_modules/**/{test,webpack.config}.js',
      '!**/.*'
    ],
    asar: true,
    // All that a job's process needs lies outside of the archive, as plain files that plain Node can run.
    asarUnpack: [
      'out/main/worker.js',
      'out/main/thread.js',
      'out/main/chunks/**',
      'node_modules/**',
      'resources/{migrations,import-templates,playbooks}/**'
    ],
    // Tells that process how to read its modules. The app's own package.json stays inside.
    extraResources: [{ from: 'resources/packaging/worker.json', to: 'app.asar.unpacked/package.json' }],
    // better-sqlite3 uses Node-API: one binary fits Node and Electron, so there is nothing to compile for either.
    npmRebuild: false,

    async afterPack({ appOutDir, packager }) {
      const resources = packager.getResourcesDir(appOutDir)
      await copyFile(path.join(import.meta.dirname, 'LICENSE'), path.join(resources, 'licence.txt'))
      await writeFile(path.join(resources, 'third-party-licences.txt'), thirdPartyLicences(import.meta.dirname))
    },

    electronFuses: {
      // ELECTRON_RUN_AS_NODE would make of the app a Node that may do whatever the app may.
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      // Needs a snapshot file that this app does not bring.
      loadBrowserProcessSpecificV8Snapshot: false,
      // The interface comes by app://, never from a file.
      grantFileProtocolExtraPrivileges: false,
      // Apple's chips run nothing whose signature is broken, and flipping fuses breaks the one that Electron comes with.
      resetAdHocDarwinSignature: process.platform === 'darwin'
    },

    win: {
      target: ['nsis'],
      icon: 'icons/icon.ico',
      fileAssociations: [workspaceFile]
    },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      // Workspaces and settings are the person's, not the app's.
      deleteAppDataOnUninstall: false,
      differentialPackage: false
    },

    mac: {
      target: ['dmg', 'zip'],
      icon: 'icons/icon.icns',
      category: 'public.app-category.business',
      hardenedRuntime: true,
      entitlements: 'resources/packaging/entitlements.plist',
      entitlementsInherit: 'resources/packaging/entitlements.plist',
      extraResources: [{ from: 'resources/icons/document.icns', to: 'document.icns' }],
      extendInfo: {
        CFBundleDocumentTypes: [
          {
            CFBundleTypeName: 'Sextant workspace',
            CFBundleTypeRole: 'Editor',
            CFBundleTypeIconFile: 'document.icns',
            LSHandlerRank: 'Owner',
            LSItemContentTypes: [workspaceType]
          }
        ],
        UTExportedTypeDeclarations: [
          {
            UTTypeIdentifier: workspaceType,
            UTTypeDescription: 'Sextant workspace',
            UTTypeIconFile: 'document.icns',
            UTTypeConformsTo: ['public.data', 'public.content'],
            UTTypeTagSpecification: { 'public.filename-extension': ['sextant'], 'public.mime-type': [workspaceMime] }
          }
        ]
      }
    },
    dmg: { writeUpdateInfo: false },

    linux: {
      target: ['AppImage', 'deb'],
      icon: 'icons',
      executableName: 'sextant',
      syncDesktopName: true,
      category: 'Office',
      synopsis: 'Offline workbench for the customer journey',
      fileAssociations: [workspaceFile]
    }
  }
}

/** Patterns that leave out every package but these. */
export function onlyPackages(names: readonly string[]): string[] {
  const scopes = [...new Set(names.filter((name) => name.startsWith('@')).map((name) => name.slice(0, name.indexOf('/'))))]
  const top = [...names.filter((name) => !name.startsWith('@')), ...scopes]
  const scoped = scopes.map((scope) => {
    const members = names.filter((name) => name.startsWith(`${scope}/`)).map((name) => name.slice(scope.length + 1))
    return `!node_modules/${scope}/!(${members.join('|')})/**`
  })
  return [`!node_modules/!(${top.join('|')})/**`, ...scoped]
}
