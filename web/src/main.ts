// The program of a geomap page. Folium's script makes the Leaflet map; one line then calls mount.
import type { PageState, StateChange } from "./api.ts";
import { App, type MountOptions } from "./mount.ts";
import { showFailure } from "./page.ts";
import { failureText } from "./rest_view.ts";
import { STRINGS } from "./strings.ts";

let app: App | null = null;

function mount(map: L.Map, options: MountOptions): void {
  App.start(map, options).then(
    (started) => {
      app = started;
      // Two frames: the first picture is then really on the screen.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          document.documentElement.dataset["geomap"] = "ready";
        }),
      );
    },
    (error: unknown) => {
      const lang = document.documentElement.lang === "ar" ? "ar" : "en";
      showFailure(error instanceof Error ? failureText(error, lang) : error, STRINGS[lang].failed);
      console.error(error);
    },
  );
}

function mounted(): App {
  if (!app) throw new Error('geomap is not mounted yet: wait for <html data-geomap="ready">.');
  return app;
}

const geomap = {
  mount,
  state: (): PageState => mounted().state(),
  set: (change: StateChange): Promise<void> => mounted().set(change),
};

Object.assign(window, { geomap });
