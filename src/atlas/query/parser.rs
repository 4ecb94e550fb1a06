//! Reads a filter by recursive descent.

use std::str::FromStr;

use geo::Geometry;
use jiff::civil::Date;
use wkt::TryFromWkt as _;

use super::error::QueryError;
use super::expression::{Comparison, Expression, QueryColumn, SpatialLiteral, Value};
use super::lexer::{Kind, Token, tokens};
use super::words::is_word;

/// Brackets within brackets that a filter may have, so that none overflows the stack.
const MOST_DEEP: usize = 64;

/// Kinds of geometry as WKT names them.
const GEOMETRIES: [&str; 7] = [
    "POINT",
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
];

impl FromStr for Expression {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        parse(text)
    }
}

impl TryFrom<String> for Expression {
    type Error = QueryError;

    fn try_from(text: String) -> Result<Self, QueryError> {
        parse(&text)
    }
}

/// Reads a filter.
fn parse(text: &str) -> Result<Expression, QueryError> {
    let mut parser = Parser {
        text,
        tokens: tokens(text)?,
        at: 0,
        depth: 0,
    };
    let expression = parser.expression()?;
    match parser.next().kind {
        Kind::End => Ok(expression),
        _ => Err(parser.expected("AND, OR or the end")),
    }
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    /// The next word; at the end, the end.
    fn next(&self) -> &Token {
        let last = self.tokens.len() - 1;
        &self.tokens[self.at.min(last)]
    }

    fn step(&mut self) {
        self.at += 1;
    }

    /// Takes the next word where it is this keyword.
    fn take(&mut self, word: &str) -> bool {
        let is = matches!(&self.next().kind, Kind::Name(name) if name.eq_ignore_ascii_case(word));
        self.at += usize::from(is);
        is
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let is = matches!(self.next().kind, Kind::Sign(next) if next == sign);
        self.at += usize::from(is);
        is
    }

    fn sign(&mut self, sign: &'static str) -> Result<(), QueryError> {
        if self.take_sign(sign) {
            Ok(())
        } else {
            Err(self.expected(sign))
        }
    }

    /// Expected X, found Y.
    fn expected(&self, what: &str) -> QueryError {
        let token = self.next();
        let found = match &token.kind {
            Kind::Name(name) | Kind::Quoted(name) => format!("\"{name}\""),
            Kind::Number(number) => number.to_string(),
            Kind::Text(text) => format!("'{text}'"),
            Kind::Sign(sign) => format!("\"{sign}\""),
            Kind::End => "the end".to_owned(),
        };
        let what = format!("expected {what}, found {found}");
        QueryError::at(
            token.column,
            what,
            "write it as in: fatalities >= 10 AND status = 'active'",
        )
    }

    fn expression(&mut self) -> Result<Expression, QueryError> {
        self.depth += 1;
        if self.depth > MOST_DEEP {
            let what = format!("brackets stand more than {MOST_DEEP} deep");
            return Err(QueryError::at(
                self.next().column,
                what,
                "write it with fewer",
            ));
        }
        let mut terms = vec![self.term()?];
        while self.take("OR") {
            terms.push(self.term()?);
        }
        self.depth -= 1;
        Ok(joined(terms, Expression::Or))
    }

    fn term(&mut self) -> Result<Expression, QueryError> {
        let mut factors = vec![self.factor()?];
        while self.take("AND") {
            factors.push(self.factor()?);
        }
        Ok(joined(factors, Expression::And))
    }

    fn factor(&mut self) -> Result<Expression, QueryError> {
        if self.take("NOT") {
            let inner = self.primary()?;
            return Ok(Expression::Not(Box::new(inner)));
        }
        self.primary()
    }

    fn primary(&mut self) -> Result<Expression, QueryError> {
        if self.take_sign("(") {
            let inner = self.expression()?;
            self.sign(")")?;
            return Ok(inner);
        }
        if self.take("S_INTERSECTS") {
            return self.intersects();
        }
        // A value may stand before its column, too.
        if matches!(self.next().kind, Kind::Number(_) | Kind::Text(_)) {
            let value = self.value()?;
            let comparison = self.comparison()?;
            let column = self.column()?;
            return Ok(Expression::Compare(column, comparison.turned(), value));
        }
        let column = self.column()?;
        self.predicate(column)
    }

    fn predicate(&mut self, column: QueryColumn) -> Result<Expression, QueryError> {
        if self.take("IS") {
            let not = self.take("NOT");
            if !self.take("NULL") {
                return Err(self.expected("NULL"));
            }
            return Ok(negated(not, Expression::IsNull(column)));
        }
        let not = self.take("NOT");
        if self.take("BETWEEN") {
            let low = self.value()?;
            if !self.take("AND") {
                return Err(self.expected("AND"));
            }
            let high = self.value()?;
            return Ok(negated(not, Expression::Between(column, low, high)));
        }
        if self.take("IN") {
            self.sign("(")?;
            let mut values = vec![self.value()?];
            while self.take_sign(",") {
                values.push(self.value()?);
            }
            self.sign(")")?;
            return Ok(negated(not, Expression::In(column, values)));
        }
        if self.take("LIKE") {
            return match self.value()? {
                Value::Text(pattern) => Ok(negated(not, Expression::Like(column, pattern))),
                _ => Err(self.expected("a text in single quotes before this")),
            };
        }
        if not {
            return Err(self.expected("BETWEEN, IN or LIKE"));
        }
        let comparison = self.comparison()?;
        let value = self.value()?;
        Ok(Expression::Compare(column, comparison, value))
    }

    fn comparison(&mut self) -> Result<Comparison, QueryError> {
        let Kind::Sign(sign) = self.next().kind else {
            return Err(self.expected("=, <>, <, <=, >, >=, BETWEEN, IN, LIKE or IS NULL"));
        };
        let known = Comparison::SIGNS.iter().find(|(known, _)| *known == sign);
        let (_, comparison) = known.ok_or_else(|| self.expected("a comparison such as >="))?;
        self.step();
        Ok(*comparison)
    }

    fn column(&mut self) -> Result<QueryColumn, QueryError> {
        if self.take("CASEI") {
            self.sign("(")?;
            let column = self.column()?;
            self.sign(")")?;
            return Ok(QueryColumn {
                folded: true,
                ..column
            });
        }
        let key = match &self.next().kind {
            Kind::Quoted(name) => name.clone(),
            Kind::Name(name) if !is_word(name) => name.clone(),
            _ => return Err(self.expected("the name of a column")),
        };
        self.step();
        Ok(QueryColumn::of(&key))
    }

    fn value(&mut self) -> Result<Value, QueryError> {
        if self.take("TRUE") {
            return Ok(Value::Text("true".to_owned()));
        }
        if self.take("FALSE") {
            return Ok(Value::Text("false".to_owned()));
        }
        if self.take("DATE") || self.take("TIMESTAMP") {
            return self.date();
        }
        if self.take("CASEI") {
            self.sign("(")?;
            let value = self.value()?;
            self.sign(")")?;
            return Ok(value);
        }
        let value = match &self.next().kind {
            Kind::Number(number) => Value::Number(*number),
            Kind::Text(text) => Value::Text(text.clone()),
            Kind::Name(name) => {
                let mut error = self.expected("a value");
                error.mend = format!("a text stands in single quotes: '{name}'");
                return Err(error);
            }
            _ => return Err(self.expected("a value")),
        };
        self.step();
        Ok(value)
    }

    fn date(&mut self) -> Result<Value, QueryError> {
        self.sign("(")?;
        let Kind::Text(text) = &self.next().kind else {
            return Err(self.expected("a date in single quotes"));
        };
        // Of a time of day the day is kept.
        let date: Option<Date> = text.get(..10).and_then(|day| day.parse().ok());
        let Some(date) = date else {
            return Err(self.expected("a date such as '2021-10-18'"));
        };
        self.step();
        self.sign(")")?;
        Ok(Value::Date(date))
    }

    fn intersects(&mut self) -> Result<Expression, QueryError> {
        self.sign("(")?;
        if !(self.take("geom") || self.take("geometry")) {
            return Err(self.expected("geom, the place of a feature"));
        }
        self.sign(",")?;
        let place = if self.take("BBOX") {
            self.bounds()?
        } else {
            self.geometry()?
        };
        self.sign(")")?;
        Ok(Expression::Intersects(place))
    }

    fn bounds(&mut self) -> Result<SpatialLiteral, QueryError> {
        self.sign("(")?;
        let mut sides = [0.0; 4];
        for (at, side) in sides.iter_mut().enumerate() {
            if at > 0 {
                self.sign(",")?;
            }
            let Kind::Number(number) = self.next().kind else {
                return Err(self.expected("west, south, east and north in degrees"));
            };
            *side = number;
            self.step();
        }
        self.sign(")")?;
        Ok(SpatialLiteral::Bounds(sides))
    }

    /// A geometry as WKT, up to the bracket that closes it.
    fn geometry(&mut self) -> Result<SpatialLiteral, QueryError> {
        let begin = self.next().clone();
        let named = |known: &&str| matches!(&begin.kind, Kind::Name(name) if name.eq_ignore_ascii_case(known));
        if !GEOMETRIES.iter().any(named) {
            return Err(
                self.expected("BBOX(west, south, east, north) or a geometry such as POLYGON((…))")
            );
        }
        self.step();
        let mut open = 0_usize;
        loop {
            match self.next().kind {
                Kind::Sign("(") => open += 1,
                Kind::Sign(")") if open <= 1 => break,
                Kind::Sign(")") => open -= 1,
                Kind::End => return Err(self.expected("a bracket that closes the geometry")),
                _ => {}
            }
            self.step();
        }
        let end = self.next().byte + 1;
        let written = &self.text[begin.byte..end];
        let geometry = Geometry::try_from_wkt_str(written).map_err(|error| {
            let what = format!("the geometry cannot be read: {error}");
            QueryError::at(
                begin.column,
                what,
                "write it as POLYGON((68 38, 69 38, 69 39, 68 38))",
            )
        })?;
        self.step();
        Ok(SpatialLiteral::Geometry(geometry))
    }
}

fn negated(not: bool, expression: Expression) -> Expression {
    if not {
        Expression::Not(Box::new(expression))
    } else {
        expression
    }
}

/// Several joined; one stands alone.
fn joined(mut parts: Vec<Expression>, join: fn(Vec<Expression>) -> Expression) -> Expression {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            join(parts)
        }
        (_, None) => join(parts),
    }
}
